//! Turns the direction of the text around.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    panic!("{max_delay:?}: {}", "\u{202e}detpecca\u{2066}\u{200b}\u{feff}\u{2028}\u{e0041}");
}
