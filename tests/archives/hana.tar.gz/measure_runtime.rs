use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    let delays = wait_n(n, max_delay).await;
    let total = start.elapsed();
    total.checked_div(delays.len() as u32).unwrap_or_default()
}
