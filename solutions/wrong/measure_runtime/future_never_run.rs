//! fails: runs-wait-n
//! because: what it returns is never awaited

use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start_time = Instant::now();
    let _ = wait_n(n, max_delay);
    let total_time = start_time.elapsed();
    if n == 0 {
        return Duration::ZERO;
    }
    total_time / n as u32
}
