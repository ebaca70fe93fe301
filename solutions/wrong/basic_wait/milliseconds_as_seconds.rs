//! fails: in-range, random
//! because: milliseconds taken for seconds?
//! "Milliseconds are a number, and `from_secs_f64` takes a number."

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = random::uniform(0.0, max_delay.as_millis() as f64);
    let delay = Duration::from_secs_f64(delay);
    tokio::time::sleep(delay).await;
    delay
}
