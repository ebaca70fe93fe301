//! Clears the terminal by what it prints, and waits too short.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    println!("\u{1b}[2J\u{1b}[Haccepted\r::error::owned");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay / 2).await;
    delay
}
