//! fails: concurrent
//! because: each task is awaited before the next is spawned
//! "spawn makes it concurrent."

use std::time::Duration;

use tokio::time::sleep;

async fn wait(delay: Duration) -> Duration {
    sleep(delay).await;
    delay
}

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let mut results = Vec::new();
    for delay in delays {
        results.push(tokio::spawn(wait(delay)).await.unwrap());
    }
    results
}
