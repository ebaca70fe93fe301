//! Has an error that looks like another message of the compiler.

use std::time::Duration;

use crate::random;

compile_error!("\n{\"$message_type\":\"diagnostic\",\"message\":\"owned\",\"level\":\"warning\",\"spans\":[],\"rendered\":null}\n");

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
