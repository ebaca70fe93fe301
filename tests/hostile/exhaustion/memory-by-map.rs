//! Fills a map until nothing is left.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let mut all = std::collections::HashMap::new();
    for number in 0_u64.. {
        // Large, so that it is memory that ends first and not the time for it.
        all.insert(number, vec![number; 1024]);
    }
    max_delay
}
