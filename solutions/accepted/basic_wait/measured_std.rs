//! Returns what the standard library's monotonic clock says.

use std::time::{Duration, Instant};

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let seconds = random::uniform(0.0, max_delay.as_secs_f64());
    let start = Instant::now();
    tokio::time::sleep(Duration::from_secs_f64(seconds)).await;
    start.elapsed()
}
