//! fails: waits, in-range, random, non-blocking
//! because: cannot convert float seconds to Duration: value is negative
//! "The range goes both ways." A `Duration` does not: half of the calls panic.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let max = max_delay.as_secs_f64();
    let delay = Duration::from_secs_f64(random::uniform(-max, max));
    tokio::time::sleep(delay).await;
    delay
}
