//! does not compile: no function `measure_time` in src/measure_runtime.rs. Is it `measure_runtime`?

use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

pub async fn measure_runtime(n: usize, max_delay: Duration) -> Duration {
    let s = Instant::now();
    wait_n(n, max_delay).await;
    let total = s.elapsed();
    if n == 0 { Duration::ZERO } else { total / (n as u32) }
}
