//! Clears the terminal, sets its title and its clipboard, by a panic.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    panic!("{max_delay:?}: {}", "\u{1b}[2J\u{1b}[H\u{1b}]0;owned\u{7}\u{1b}]52;c;b3duZWQ=\u{7}\u{9b}31m\u{90}");
}
