//! Panics with a payload that panics when it is dropped.

use std::time::Duration;

struct Panics;

impl Drop for Panics {
    fn drop(&mut self) {
        panic!("twice")
    }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    std::panic::panic_any(Panics)
}
