//! fails: average, runs-wait-n, non-blocking
//! because: the code already runs on a runtime

use std::time::{Duration, Instant};

use tokio::runtime::Runtime;

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let rt = Runtime::new().unwrap();
    let start = Instant::now();
    rt.block_on(wait_n(n, max_delay));
    start.elapsed().checked_div(n as u32).unwrap_or_default()
}
