//! does not compile: Seconds become a `Duration` with `Duration::from_secs_f64(…)`

use std::time::Duration;

use tokio::time::sleep;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay: f64 = random::uniform(0.0, max_delay.as_secs_f64());
    sleep(Duration::from_secs_f64(delay)).await;
    delay
}
