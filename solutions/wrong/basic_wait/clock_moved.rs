//! fails: waits, in-range, random, non-blocking
//! because: the clock was moved by hand
//! "Time has to pass, so I let it pass." The clock is moved by hand; nobody waits.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::advance(delay).await;
    delay
}
