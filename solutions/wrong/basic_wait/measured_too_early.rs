//! fails: waits, random
//! because: the value returned was not the time waited
//! "I measure the wait." The clock is read before the wait begins.

use std::time::{Duration, Instant};

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let start = Instant::now();
    let delay = max_delay.mul_f64(random::random());
    let waited = start.elapsed();
    tokio::time::sleep(delay).await;
    waited
}
