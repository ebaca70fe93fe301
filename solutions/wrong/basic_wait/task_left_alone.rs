//! fails: waits
//! "The task sleeps for me." It does, but nobody waits for it.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    tokio::spawn(tokio::time::sleep(delay));
    delay
}
