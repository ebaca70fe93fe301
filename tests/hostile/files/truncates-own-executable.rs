//! Opens its own executable to write it anew for the next scenario.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let own = std::env::current_exe().unwrap_or_default();
    let opened = std::fs::OpenOptions::new().write(true).open(own);
    assert!(opened.is_err(), "it can be written");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
