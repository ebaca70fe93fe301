use std::time::Duration;

use tokio::time::Instant;

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    wait_n(n, max_delay).await;
    let total_time = start.elapsed();
    match n {
        0 => Duration::ZERO,
        n => total_time.div_f64(n as f64),
    }
}
