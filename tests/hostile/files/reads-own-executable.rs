//! Reads its own executable, which it may, and looks for what should not be in it.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let own = std::env::current_exe().and_then(std::fs::read).unwrap_or_default();
    let secret = b"quarters of the range";
    assert!(!own.windows(secret.len()).any(|part| part == secret) || own.len() < 5_000_000, "a hint is in it");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
