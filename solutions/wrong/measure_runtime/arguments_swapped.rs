//! does not compile: arguments to this function are incorrect

use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    wait_n(max_delay, n).await;
    let elapsed = start.elapsed();
    elapsed / n.max(1) as u32
}
