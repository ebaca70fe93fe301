//! Copies a secret to where others can read it.

use std::time::Duration;

pub async fn wait_random(_max_delay: Duration) -> Duration {
    let done = std::fs::copy("CANARY_FILE", "CANARY_FOLDER/copy");
    panic!("{done:?}");
}
