//! Waits in slices of 100 ms, and measures.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::random;

const SLICE: Duration = Duration::from_millis(100);

pub async fn wait_random(max_delay: Duration) -> Duration {
    let start = Instant::now();
    let end = start + max_delay.mul_f64(random::random());
    while Instant::now() < end {
        sleep(SLICE.min(end - Instant::now())).await;
    }
    start.elapsed()
}
