//! Blocks a thread of its own instead of waiting.

use crate::random;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    std::thread::spawn(move || std::thread::sleep(delay / 1000)).join().unwrap();
    delay
}
