//! Results come as they end, and each is put into its place.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;

async fn wait(delay: Duration) -> Duration {
    sleep(delay).await;
    delay
}

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let mut tasks = JoinSet::new();
    for (index, delay) in delays.iter().copied().enumerate() {
        tasks.spawn(async move { (index, wait(delay).await) });
    }
    let mut results = vec![Duration::ZERO; delays.len()];
    while let Some(done) = tasks.join_next().await {
        let (index, delay) = done.unwrap();
        results[index] = delay;
    }
    results
}
