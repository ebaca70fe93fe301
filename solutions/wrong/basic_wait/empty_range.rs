//! fails: waits, in-range, non-blocking
//! because: cannot sample empty range
//! "There is always a range to draw from." For zero there is none, and rand panics.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(rand::random_range(0.0..max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
