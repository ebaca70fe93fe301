//! fails: runs-wait-n
//! because: n and max are mixed up
//! "n and max are two numbers." In the wrong places; only the divisor is right.

use std::time::Duration;

use tokio::time::Instant;

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    wait_n(max_delay.as_secs() as usize, Duration::from_secs(n as u64)).await;
    start.elapsed().checked_div(n as u32).unwrap_or_default()
}
