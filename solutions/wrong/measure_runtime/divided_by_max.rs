//! fails: average
//! because: the time is divided by the seconds of max, not by n
//! "The other parameter is the one to divide by."

use std::time::Duration;

use tokio::time::Instant;

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    wait_n(n, max_delay).await;
    start.elapsed().checked_div(max_delay.as_secs() as u32).unwrap_or_default()
}
