//! fails: random
//! because: whole seconds in all 64 values
//! "A random delay is a random number of seconds."

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let seconds = random::randint(0, max_delay.as_secs() as i64);
    let delay = Duration::from_secs(seconds as u64);
    tokio::time::sleep(delay).await;
    delay
}
