//! fails: random
//! because: 64 values in 1 of them, all 10 s
//! "The longest delay is a delay, too."

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    tokio::time::sleep(max_delay).await;
    max_delay
}
