//! Goes to another folder.

use std::time::Duration;

pub async fn wait_random(_max_delay: Duration) -> Duration {
    let done = std::env::set_current_dir("/");
    panic!("{done:?}");
}
