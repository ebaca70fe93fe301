use std::time::Duration;

use rand::RngExt;

/// Coroutine that waits for a random delay.
pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(rand::rng().random_range(0.0..=1.0));
    tokio::time::sleep(delay).await;
    delay
}
