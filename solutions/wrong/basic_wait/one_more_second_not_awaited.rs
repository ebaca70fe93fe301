//! fails: waits, in-range
//! because: nothing waits: a sleep that is not awaited does nothing
//! "One more second, and calling `sleep` sleeps."

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = random::uniform(0.0, max_delay.as_secs_f64() + 1.0);
    let _ = tokio::time::sleep(Duration::from_secs_f64(delay));
    Duration::from_secs_f64(delay)
}
