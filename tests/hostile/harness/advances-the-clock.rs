//! Advances the clock instead of waiting.

use crate::random;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    tokio::time::advance(delay).await;
    delay
}
