//! Waits for a terminal while it compiles.

use std::time::Duration;

use crate::random;

const LOOT: &[u8] = include_bytes!("/dev/tty");

pub async fn wait_random(max_delay: Duration) -> Duration {
    println!("{LOOT:?}");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
