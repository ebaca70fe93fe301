//! fails: uses-wait-random

use std::time::{Duration, Instant};

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays = Vec::new();
    for _ in 0..n {
        let start = Instant::now();
        wait_random(max_delay);
        delays.push(start.elapsed());
    }
    delays
}
