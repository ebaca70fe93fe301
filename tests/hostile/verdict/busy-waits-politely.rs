//! Looks at the clock until it is time, and yields in between.

use crate::random;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    let start = std::time::Instant::now();
    while start.elapsed() < delay {
        tokio::task::yield_now().await;
    }
    delay
}
