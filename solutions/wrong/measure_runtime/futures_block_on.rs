//! fails: average, runs-wait-n, non-blocking
//! because: `block_on` stops the only thread

use std::time::{Duration, Instant};

use futures::executor::block_on;

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let t0 = Instant::now();
    block_on(wait_n(n, max_delay));
    let t1 = Instant::now();
    let total = t1 - t0;
    if n > 0 { total / n as u32 } else { Duration::ZERO }
}
