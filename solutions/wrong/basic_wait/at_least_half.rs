//! fails: random
//! because: 64 values in 2 of them
//! "A delay of next to nothing is no wait, so I take at least half."

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let max = max_delay.as_secs_f64();
    let delay = Duration::from_secs_f64(random::uniform(max / 2.0, max));
    tokio::time::sleep(delay).await;
    delay
}
