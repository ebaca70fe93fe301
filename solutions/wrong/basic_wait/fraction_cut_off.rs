//! fails: random
//! because: whole seconds in all 64 values
//! "`from_secs` wants a `u64`, so I cast."

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let seconds = random::uniform(0.0, max_delay.as_secs_f64());
    let delay = Duration::from_secs(seconds as u64);
    tokio::time::sleep(delay).await;
    delay
}
