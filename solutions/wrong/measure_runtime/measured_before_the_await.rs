//! fails: average
//! because: no time passes between the two looks at the clock
//! "The time passes in the call." It passes in the await.

use std::time::Duration;

use tokio::time::Instant;

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    let waits = wait_n(n, max_delay);
    let total = start.elapsed();
    waits.await;
    total.checked_div(n as u32).unwrap_or_default()
}
