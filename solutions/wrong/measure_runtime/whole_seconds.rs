//! fails: average
//! because: only whole seconds are returned: the fraction is lost
//! "Seconds are precise enough to divide."

use std::time::Duration;

use tokio::time::Instant;

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    wait_n(n, max_delay).await;
    Duration::from_secs(start.elapsed().as_secs().checked_div(n as u64).unwrap_or_default())
}
