//! Makes its crate a program.

#![crate_type = "bin"]

use std::time::Duration;

use crate::random;

pub fn main() {}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
