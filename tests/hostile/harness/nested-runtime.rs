//! Blocks on a runtime of its own inside of the world's.

use crate::random;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(tokio::time::sleep(delay));
    delay
}
