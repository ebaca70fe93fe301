//! Has an error that looks like trouble of the machine.

use std::time::Duration;

use crate::random;

compile_error!("\nerror: failed to write: No space left on device (os error 28)\n");

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
