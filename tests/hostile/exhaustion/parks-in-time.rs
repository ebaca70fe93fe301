//! Parks the thread for a time, which blocks it.

use crate::random;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    std::thread::park_timeout(delay);
    delay
}
