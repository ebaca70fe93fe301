//! does not compile: expected `Duration`, found `f64`

use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

/// total_time / n
pub async fn measure_time(n: usize, max_delay: Duration) -> f64 {
    let start = Instant::now();
    wait_n(n, max_delay).await;
    start.elapsed().as_secs_f64() / n as f64
}
