//! Keeps rand's generator over the wait: its future is not `Send`, which nobody asks for here.

use std::time::Duration;

use rand::RngExt;
use tokio::time::sleep;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let mut rng = rand::rng();
    let seconds: f64 = rng.random_range(0.0..=max_delay.as_secs_f64());
    let delay = Duration::from_secs_f64(seconds);
    sleep(delay).await;
    delay
}
