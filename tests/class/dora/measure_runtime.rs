use std::time::Duration;

use tokio::time::Instant;

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    wait_n(n, max_delay).await;
    let total = start.elapsed().as_secs_f64();
    if n == 0 {
        return Duration::ZERO;
    }
    Duration::from_secs_f64(total / n as f64)
}
