//! Gives a secret a second name.

use std::time::Duration;

pub async fn wait_random(_max_delay: Duration) -> Duration {
    let done = std::fs::hard_link("CANARY_FILE", "CANARY_FOLDER/link");
    panic!("{done:?}");
}
