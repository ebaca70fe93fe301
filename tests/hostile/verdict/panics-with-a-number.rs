//! Panics with a number.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    std::panic::panic_any(0_i32)
}
