//! Makes no sleep at all when there is nothing to wait for.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    if max_delay.is_zero() {
        return Duration::ZERO;
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
