//! Creates a folder.

use std::time::Duration;

pub async fn wait_random(_max_delay: Duration) -> Duration {
    let done = std::fs::create_dir("CANARY_FOLDER/left-behind");
    panic!("{done:?}");
}
