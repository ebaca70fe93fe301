//! Allocates until nothing is left, in one vector.

use std::time::Duration;

pub async fn wait_random(_max_delay: Duration) -> Duration {
    let mut all = Vec::new();
    loop {
        all.push([1_u8; 1 << 16]);
        std::hint::black_box(&all);
    }
}
