use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

/// Total time / n.
pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    let _ = wait_n(n, max_delay).await;
    let total = start.elapsed();
    if n > 0 { total / n as u32 } else { total }
}
