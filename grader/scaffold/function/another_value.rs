//! fails: value
//! "Whoever waits wants to know for how long."

use std::time::Duration;

use tokio::time::sleep;

pub async fn later(delay: Duration, _value: u64) -> u64 {
    sleep(delay).await;
    delay.as_secs()
}
