//! fails: concurrent
//! because: futures in a list do nothing yet
//! "First all are made, then all are awaited."

use std::time::Duration;

use tokio::time::sleep;

async fn wait(delay: Duration) -> Duration {
    sleep(delay).await;
    delay
}

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let waits: Vec<_> = delays.into_iter().map(wait).collect();
    let mut results = Vec::new();
    for wait in waits {
        results.push(wait.await);
    }
    results
}
