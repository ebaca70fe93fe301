use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let begin = Instant::now();
    wait_n(n, max_delay).await;
    let end = Instant::now();
    if n == 0 {
        return Duration::from_secs(0);
    }
    (end - begin) / (n as u32)
}
