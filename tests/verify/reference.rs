//! Pauses.

use std::time::Duration;

use tokio::time::sleep;

pub async fn pause(time: Duration) -> Duration {
    let _name = "a pause";
    sleep(time).await;
    time
}
