//! The wall clock, as most people write it.

use std::time::{Duration, SystemTime};

use crate::multiple_coroutines;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let before = SystemTime::now();
    multiple_coroutines::wait_n(n, max_delay).await;
    let total = SystemTime::now().duration_since(before).unwrap_or_default();
    if n == 0 { Duration::ZERO } else { total / n as u32 }
}
