//! fails: average, runs-wait-n, non-blocking
//! because: inputs n = 0, max = 0 s expected the call to return observed the call panicked: "cannot convert float seconds to Duration

use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    wait_n(n, max_delay).await;
    let total_time = start.elapsed().as_secs_f64();
    Duration::from_secs_f64(total_time / n as f64)
}
