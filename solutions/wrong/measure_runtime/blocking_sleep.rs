//! fails: runs-wait-n, non-blocking
//! because: std::thread::sleep blocked the whole thread for 1 s
//! "A breath between the start and the call." It is measured, too, but it holds the thread.

use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    std::thread::sleep(Duration::from_secs(1));
    wait_n(n, max_delay).await;
    start.elapsed().checked_div(n as u32).unwrap_or_default()
}
