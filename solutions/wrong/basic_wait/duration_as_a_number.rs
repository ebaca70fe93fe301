//! does not compile: A `Duration` becomes seconds with `as_secs_f64()`

use std::time::Duration;

use tokio::time::sleep;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = random::uniform(0.0, max_delay);
    sleep(Duration::from_secs_f64(delay)).await;
    Duration::from_secs_f64(delay)
}
