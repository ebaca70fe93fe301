//! Draws whole milliseconds, which is as fine as tokio's timers are.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let milliseconds = random::randint(0, max_delay.as_millis() as i64);
    let delay = Duration::from_millis(milliseconds as u64);
    tokio::time::sleep(delay).await;
    delay
}
