//! fails: random
//! because: every value is max itself
//! "The longest delay is a delay, too."

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    tokio::time::sleep(max_delay).await;
    max_delay
}
