//! fails: in-order, concurrent, non-blocking
//! because: panicked
//! "There is always a first one."

use std::time::Duration;

use futures::future::join_all;
use tokio::time::sleep;

async fn wait(delay: Duration) -> Duration {
    sleep(delay).await;
    delay
}

pub async fn gather_all(mut delays: Vec<Duration>) -> Vec<Duration> {
    let first = delays.remove(0);
    let (first, mut results) = tokio::join!(wait(first), join_all(delays.into_iter().map(wait)));
    results.insert(0, first);
    results
}
