//! fails: waits, in-range, random, non-blocking
//! because: `yield_now` lets others go first, but it waits for nothing
//! "As long as I yield, I hold nobody up." Time never passes: somebody is always ready.

use std::time::Duration;

use tokio::time::Instant;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    let start = Instant::now();
    while start.elapsed() < delay {
        tokio::task::yield_now().await;
    }
    delay
}
