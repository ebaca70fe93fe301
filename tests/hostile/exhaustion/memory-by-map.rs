//! Fills a map until nothing is left.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let mut all = std::collections::HashMap::new();
    for number in 0_u64.. {
        all.insert(number, [number; 16]);
    }
    max_delay
}
