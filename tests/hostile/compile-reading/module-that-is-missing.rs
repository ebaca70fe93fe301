//! Declares a module that was not handed in: the message may name no path of the machine.

use std::time::Duration;

use crate::random;

mod secrets;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
