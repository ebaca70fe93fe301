//! fails: runs-wait-n
//! because: observed 1 such wait
//! "One wait is as good as n, I divide anyway."

use std::time::Duration;

use tokio::time::Instant;

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    wait_n(1, max_delay).await;
    start.elapsed().checked_div(n as u32).unwrap_or_default()
}
