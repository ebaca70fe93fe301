//! Gives its executable to somebody else.

use std::time::Duration;

pub async fn wait_random(_max_delay: Duration) -> Duration {
    let done = std::os::unix::fs::chown(std::env::current_exe().unwrap_or_default(), Some(0), Some(0));
    panic!("{done:?}");
}
