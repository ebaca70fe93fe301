//! fails: as-long
//! "Better safe than sorry."

use std::time::Duration;

pub async fn pause(time: Duration) -> Duration {
    tokio::time::sleep(time * 2).await;
    time
}
