//! does not compile: expected `Duration`, found `()`

use std::time::Duration;

use tokio::time::sleep;

use crate::random;

/// wait_random that waits for a random delay between 0 and max_delay
pub async fn wait_random(max_delay: Duration) {
    let delay = random::uniform(0.0, max_delay.as_secs_f64());
    sleep(Duration::from_secs_f64(delay)).await;
}
