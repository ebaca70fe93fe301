//! fails: in-range
//! because: expected the call to return at most max, 0 s
//! "The upper bound is surely left out, so I add one."

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64() + 1.0));
    tokio::time::sleep(delay).await;
    delay
}
