//! Panics while it panics.

use std::time::Duration;

struct Panics;

impl Drop for Panics {
    fn drop(&mut self) {
        panic!("twice")
    }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let _panics = Panics;
    panic!("once")
}
