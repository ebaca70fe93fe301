//! Draws a duration from the rand crate.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = rand::random_range(Duration::ZERO..=max_delay);
    tokio::time::sleep(delay).await;
    delay
}
