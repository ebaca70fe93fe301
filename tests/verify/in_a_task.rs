//! In a task of its own.

use std::time::Duration;

pub async fn pause(time: Duration) -> Duration {
    tokio::spawn(tokio::time::sleep(time)).await.expect("a sleep does not panic");
    time
}
