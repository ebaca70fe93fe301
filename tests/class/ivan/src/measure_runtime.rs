use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    let work = tokio::spawn(wait_n(n, max_delay));
    // Stop the clock as soon as it is finished.
    while !work.is_finished() {}
    let total = start.elapsed();
    if n == 0 { Duration::ZERO } else { total / n as u32 }
}
