//! Breaks out of a JSON string, and has halves of characters.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    panic!("{max_delay:?}: {}", "\",\"score\":10,\"x\":\"\\ud800 \\u0000");
}
