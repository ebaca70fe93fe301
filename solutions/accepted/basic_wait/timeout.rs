//! Waits for something that never comes, and gives up in time.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    let given_up = tokio::time::timeout(delay, std::future::pending::<()>()).await;
    debug_assert!(given_up.is_err());
    delay
}
