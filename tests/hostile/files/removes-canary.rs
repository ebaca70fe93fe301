//! Removes a file that is none of its business.

use std::time::Duration;

pub async fn wait_random(_max_delay: Duration) -> Duration {
    let done = std::fs::remove_file("CANARY_FILE");
    panic!("{done:?}");
}
