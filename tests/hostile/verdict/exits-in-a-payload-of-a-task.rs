//! Has a task panic with a value whose destructor ends the process.

use std::time::Duration;

struct Exits;

impl Drop for Exits {
    fn drop(&mut self) {
        std::process::exit(0)
    }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    drop(tokio::spawn(async { std::panic::panic_any(Exits) }).await);
    max_delay
}
