//! Takes over all signals that tokio lets it, so that nobody can ask it to end.

use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    for number in [1, 2, 3, 10, 12, 13, 14, 15, 24, 25, 31] {
        std::mem::forget(signal(SignalKind::from_raw(number)));
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
