//! In slices of a millisecond: thousands of timers in a case.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    let start = Instant::now();
    while start.elapsed() < delay {
        sleep(Duration::from_millis(1)).await;
    }
    start.elapsed()
}
