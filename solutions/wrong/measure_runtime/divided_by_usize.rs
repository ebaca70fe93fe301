//! does not compile: expected `u32`, found `usize`

use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    wait_n(n, max_delay).await;
    let total_time = start.elapsed();
    if n == 0 {
        return total_time;
    }
    total_time / n
}
