//! Draws from a generator of its own, whose state stays between the cases.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

static STATE: AtomicU64 = AtomicU64::new(12);

pub async fn wait_random(max_delay: Duration) -> Duration {
    let old = STATE.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
    let mixed = (old ^ (old >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let delay = max_delay.mul_f64((mixed >> 11) as f64 / (1_u64 << 53) as f64);
    tokio::time::sleep(delay).await;
    delay
}
