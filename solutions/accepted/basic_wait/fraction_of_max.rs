//! A fraction of the maximum, in seconds, as in Python: `random() * max_delay`.

use std::time::Duration;

use tokio::time::sleep;

use crate::random::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let max_seconds = max_delay.as_secs_f64();
    let seconds = random() * max_seconds;
    sleep(Duration::from_secs_f64(seconds)).await;
    Duration::from_secs_f64(seconds)
}
