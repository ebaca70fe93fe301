//! fails: concurrent
//! because: each wait starts only after the one before has ended
//! "A loop goes through all of them."

use std::time::Duration;

use tokio::time::sleep;

async fn wait(delay: Duration) -> Duration {
    sleep(delay).await;
    delay
}

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let mut results = Vec::new();
    for delay in delays {
        results.push(wait(delay).await);
    }
    results
}
