//! fails: average, runs-wait-n
//! because: the time is divided by n twice
//! "An average needs many runs."

use std::time::Duration;

use tokio::time::Instant;

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let mut total = Duration::ZERO;
    for _ in 0..n {
        let start = Instant::now();
        wait_n(n, max_delay).await;
        total += start.elapsed().checked_div(n as u32).unwrap_or_default();
    }
    total.checked_div(n as u32).unwrap_or_default()
}
