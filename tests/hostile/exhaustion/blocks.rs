//! Blocks the thread a million times for a nanosecond.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    for _ in 0..1_000_000 {
        std::thread::sleep(Duration::from_nanos(1));
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
