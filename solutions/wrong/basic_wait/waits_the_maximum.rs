//! fails: waits
//! because: the call waits for max itself in every case
//! "Waiting the maximum is safe for any delay that I return."

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = random::uniform(0.0, max_delay.as_secs_f64());
    tokio::time::sleep(max_delay).await;
    Duration::from_secs_f64(delay)
}
