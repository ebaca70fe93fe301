//! Names a task with codes for the terminal.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    tokio::task::Builder::new().name("\u{1b}[2J::error::owned").spawn(async move { panic!("{max_delay:?}") }).unwrap().await.unwrap()
}
