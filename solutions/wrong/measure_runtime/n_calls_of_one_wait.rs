//! fails: runs-wait-n
//! because: each wait starts only after the one before has ended

use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    for _ in 0..n {
        wait_n(1, max_delay).await;
    }
    start.elapsed() / n.max(1) as u32
}
