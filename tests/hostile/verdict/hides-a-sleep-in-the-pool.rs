//! Blocks a thread of tokio's pool instead of waiting.

use crate::random;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    tokio::task::spawn_blocking(move || std::thread::sleep(delay / 1000)).await.unwrap();
    delay
}
