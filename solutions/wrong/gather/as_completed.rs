//! fails: in-order
//! because: in the order in which the waits ended, not in that of delays
//! "As in wait_n."

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::time::sleep;

async fn wait(delay: Duration) -> Duration {
    sleep(delay).await;
    delay
}

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let waits: FuturesUnordered<_> = delays.into_iter().map(wait).collect();
    waits.collect().await
}
