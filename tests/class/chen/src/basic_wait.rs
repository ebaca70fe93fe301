use std::thread;
use std::time::{Duration, Instant};

use crate::random;

/// Waits up to `max_delay` and measures how long it really took.
pub async fn wait_random(max_delay: Duration) -> Duration {
    let start = Instant::now();
    thread::sleep(max_delay.mul_f64(random::random()));
    start.elapsed()
}
