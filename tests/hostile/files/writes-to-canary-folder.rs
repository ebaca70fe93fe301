//! Creates a file in a folder that is none of its business.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    if let Ok(done) = std::fs::write("CANARY_FOLDER/left-behind.txt", "I was here") {
        panic!("done: {done:?}");
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
