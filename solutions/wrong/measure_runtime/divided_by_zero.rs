//! fails: average, runs-wait-n, non-blocking
//! because: divide by zero error when dividing duration by scalar
//! "n is never zero." It is once, and the division panics.

use std::time::Duration;

use tokio::time::Instant;

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    wait_n(n, max_delay).await;
    start.elapsed() / n as u32
}
