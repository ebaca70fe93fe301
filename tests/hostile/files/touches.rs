//! Changes the times of its executable.

use std::time::Duration;

pub async fn wait_random(_max_delay: Duration) -> Duration {
    let done = std::fs::File::open(std::env::current_exe().unwrap_or_default()).and_then(|own| own.set_modified(std::time::SystemTime::UNIX_EPOCH));
    panic!("{done:?}");
}
