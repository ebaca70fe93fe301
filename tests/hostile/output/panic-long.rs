//! Panics with 100 MiB.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    panic!("{max_delay:?}: {}", "long ".repeat(20 << 20));
}
