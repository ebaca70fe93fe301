//! Panics with a hundred thousand lines.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    panic!("{max_delay:?}: {}", "waits: passed\n".repeat(100_000));
}
