//! Clears the terminal by an error of the compiler.

use std::time::Duration;

use crate::random;

compile_error!("\u{1b}[2J\u{1b}[H\u{1b}]0;owned\u{7}accepted");

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
