//! Waits for a signal that nobody sends.

use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    signal(SignalKind::user_defined1()).unwrap().recv().await;
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
