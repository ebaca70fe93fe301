//! does not compile: no function `wait_random` in src/basic_wait.rs

use std::time::Duration;

use crate::random;

pub async fn random_wait(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    tokio::time::sleep(delay).await;
    delay
}
