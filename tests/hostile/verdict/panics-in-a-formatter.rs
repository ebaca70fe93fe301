//! Panics while the message of a panic is put together.

use std::time::Duration;

struct Panics;

impl std::fmt::Display for Panics {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        panic!("twice")
    }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    panic!("{Panics}")
}
