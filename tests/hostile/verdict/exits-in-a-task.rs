//! Ends the process in a task.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    tokio::spawn(async { std::process::exit(0) }).await.unwrap()
}
