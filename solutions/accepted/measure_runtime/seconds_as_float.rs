//! Calculates in seconds, as Python does, and makes a `Duration` of them at the end.

use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start_time = Instant::now();
    wait_n(n, max_delay).await;
    let end_time = Instant::now();
    let total_time = (end_time - start_time).as_secs_f64();
    if n > 0 { Duration::from_secs_f64(total_time / n as f64) } else { Duration::from_secs(0) }
}
