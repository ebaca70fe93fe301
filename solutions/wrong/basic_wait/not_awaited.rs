//! fails: waits
//! because: is not awaited does nothing; rustc warns: unused `Sleep` that must be used
//! "Calling `sleep` sleeps."

use std::time::Duration;

use tokio::time::sleep;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    sleep(delay);
    delay
}
