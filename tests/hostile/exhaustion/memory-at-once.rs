//! Asks for a hundred GiB at once, and touches none of it.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    std::hint::black_box(Vec::<u8>::with_capacity(100 << 30));
    max_delay
}
