//! fails: waits, random
//! because: no time passes between the two looks at the clock
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
