//! Blocks the thread by running another executor on it.

use crate::random;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    futures::executor::block_on(tokio::time::sleep(delay));
    delay
}
