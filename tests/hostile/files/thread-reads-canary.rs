//! Reads a secret file in a thread that was there before it knew.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let loot = std::thread::spawn(|| std::fs::read_to_string("CANARY_FILE")).join().unwrap();
    if let Ok(loot) = loot {
        panic!("{loot}");
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
