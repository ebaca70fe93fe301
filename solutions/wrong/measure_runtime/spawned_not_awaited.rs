//! fails: runs-wait-n
//! because: the task that is spawned here goes on alone

use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    tokio::spawn(wait_n(n, max_delay));
    let total = start.elapsed();
    total / n.max(1) as u32
}
