//! Waits in a task of its own.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    tokio::spawn(tokio::time::sleep(delay)).await.expect("a sleep does not panic");
    delay
}
