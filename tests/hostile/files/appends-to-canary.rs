//! Appends to a secret file.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    if let Ok(done) = std::fs::OpenOptions::new().append(true).open("CANARY_FILE") {
        panic!("done: {done:?}");
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
