//! Leaks small values until nothing is left.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    loop {
        std::hint::black_box(Box::leak(Box::new([1_u8; 4096])));
    }
}
