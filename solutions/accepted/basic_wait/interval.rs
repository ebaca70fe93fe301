//! Waits for four ticks of an interval, and measures.

use std::time::Duration;

use tokio::time::{Instant, interval};

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let period = max_delay.mul_f64(random::random()) / 4;
    if period.is_zero() {
        return Duration::ZERO;
    }
    let start = Instant::now();
    let mut ticks = interval(period);
    for _ in 0..=4 {
        ticks.tick().await; // the first tick comes at once
    }
    start.elapsed()
}
