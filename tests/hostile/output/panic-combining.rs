//! Piles a thousand marks on one letter.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    panic!("{max_delay:?}: {}", "z".to_owned() + &"\u{301}".repeat(1000));
}
