//! Seconds since the epoch as a float, as Python's `time.time()` gives them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::multiple_coroutines::wait_n;

fn time() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64()
}

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    if n == 0 {
        return Duration::ZERO;
    }
    let start = time();
    wait_n(n, max_delay).await;
    let end = time();
    Duration::from_secs_f64((end - start) / n as f64)
}
