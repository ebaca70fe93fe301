//! Makes a million timers.

use std::time::Duration;

use crate::random;

fn delay_of(longest: Duration) -> Duration {
    longest / 2
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    for _ in 0..1_000_000 {
        drop(tokio::time::sleep(delay_of(max_delay)));
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
