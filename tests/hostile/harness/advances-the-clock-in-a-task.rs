//! Advances the clock in a task of its own.

use crate::random;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    tokio::spawn(tokio::time::advance(delay)).await.unwrap();
    delay
}
