//! Makes the terminal show a link to elsewhere.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    panic!("{max_delay:?}: {}", "\u{1b}]8;;https://example.com\u{1b}\\accepted\u{1b}]8;;\u{1b}\\");
}
