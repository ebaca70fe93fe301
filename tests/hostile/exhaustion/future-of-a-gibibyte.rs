//! Has a future that is a gibibyte large.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let large = [max_delay.as_secs() as u8; 1 << 30];
    tokio::task::yield_now().await;
    std::hint::black_box(&large);
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
