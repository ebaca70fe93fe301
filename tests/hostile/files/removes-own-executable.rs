//! Removes its own executable, which the next scenario needs.

use std::time::Duration;

pub async fn wait_random(_max_delay: Duration) -> Duration {
    let done = std::fs::remove_file(std::env::current_exe().unwrap_or_default());
    panic!("{done:?}");
}
