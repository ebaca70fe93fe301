//! fails: random
//! because: seconds taken for milliseconds?
//! "`from_millis` keeps the fraction." It gets seconds and waits a thousandth.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let seconds = random::uniform(0.0, max_delay.as_secs_f64());
    let delay = Duration::from_millis(seconds as u64);
    tokio::time::sleep(delay).await;
    delay
}
