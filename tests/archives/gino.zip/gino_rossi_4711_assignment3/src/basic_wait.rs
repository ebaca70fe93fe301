use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::random::uniform;

/// Waits for up to `max_delay`, and returns how long it took.
pub async fn wait_random(max_delay: Duration) -> Duration {
    let start = Instant::now();
    let seconds = uniform(0.0, max_delay.as_secs_f64());
    sleep(Duration::from_secs_f64(seconds)).await;
    start.elapsed()
}
