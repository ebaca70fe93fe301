//! fails: runs-wait-n

use crate::multiple_coroutines::wait_n;
use std::time::Duration;
use tokio::time::Instant;
pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    if n == 0 {
        return Duration::ZERO;
    }
    let _ = max_delay;
    let s = Instant::now();
    wait_n(10, Duration::from_secs(10)).await;
    s.elapsed() / n as u32
}
