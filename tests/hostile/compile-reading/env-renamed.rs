//! Imports `option_env!` under another name.

use std::time::Duration;

use crate::random;

use std::option_env as setting;

const LOOT: Option<&str> = setting!("TMPDIR");

pub async fn wait_random(max_delay: Duration) -> Duration {
    println!("{LOOT:?}");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
