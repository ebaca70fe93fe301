//! Writes into the private field of a `Pin`.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let mut it = 1;
    let _pin = std::pin::Pin { pointer: &mut it };
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
