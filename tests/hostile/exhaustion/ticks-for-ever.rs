//! Sleeps a millisecond at a time, for ever.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    loop {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}
