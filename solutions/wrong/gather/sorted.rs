//! fails: in-order
//! because: in the order in which the waits ended, not in that of delays
//! "Order means sorted."

use std::time::Duration;

use futures::future::join_all;
use tokio::time::sleep;

async fn wait(delay: Duration) -> Duration {
    sleep(delay).await;
    delay
}

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let mut results = join_all(delays.into_iter().map(wait)).await;
    results.sort();
    results
}
