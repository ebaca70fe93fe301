//! Waits for a random time.

use std::time::Duration;

use tokio::time::sleep;

use crate::random;

/// Waits for a random time from zero to `max_delay`, and returns that time.
pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    sleep(delay).await;
    delay
}
