//! Looks at the clock until it is tomorrow.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let start = std::time::Instant::now();
    while start.elapsed() < Duration::from_secs(86_400) {}
    max_delay
}
