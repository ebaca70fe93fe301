//! Panics with a message that is never done.

use std::time::Duration;

struct Endless;

impl std::fmt::Display for Endless {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        loop {
            std::hint::spin_loop();
        }
    }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    panic!("{Endless}");
}
