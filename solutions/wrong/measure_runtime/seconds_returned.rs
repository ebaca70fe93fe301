//! does not compile: Seconds become a `Duration` with `Duration::from_secs_f64(…)`

use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    wait_n(n, max_delay).await;
    let total_time = start.elapsed().as_secs_f64();
    total_time / n as f64
}
