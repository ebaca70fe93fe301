//! Reads a secret file through tokio, whose threads must be as confined as its own.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    if let Ok(loot) = tokio::fs::read_to_string("CANARY_FILE").await {
        panic!("{loot}");
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
