//! tokio's clock, read twice, and a division of seconds.

use std::time::Duration;

use tokio::time::Instant;

use crate::multiple_coroutines;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let begin = Instant::now();
    let _delays = multiple_coroutines::wait_n(n, max_delay).await;
    let end = Instant::now();
    let seconds = (end - begin).as_secs_f64() / n.max(1) as f64;
    if n == 0 { Duration::default() } else { Duration::from_secs_f64(seconds) }
}
