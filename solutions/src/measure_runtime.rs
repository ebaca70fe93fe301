//! Measures how long it takes.

use std::time::Duration;

use tokio::time::Instant;

use crate::multiple_coroutines::wait_n;

/// Measures how long `wait_n(n, max_delay)` takes, and returns that time divided
/// by `n`; zero for `n` = 0.
pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let waits = u32::try_from(n).expect("nobody waits for billions");
    let start = Instant::now();
    wait_n(n, max_delay).await;
    start.elapsed().checked_div(waits).unwrap_or_default()
}
