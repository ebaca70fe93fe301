use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    if n == 0 {
        return Duration::ZERO;
    }
    let start = Instant::now();
    wait_n(n, max_delay).await;
    start.elapsed() / n as u32
}
