//! fails: waits
//! because: the value returned was not the time waited
//! "Tenths are what anybody wants to read."

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let seconds = random::uniform(0.0, max_delay.as_secs_f64());
    tokio::time::sleep(Duration::from_secs_f64(seconds)).await;
    Duration::from_secs_f64((seconds * 10.0).round() / 10.0)
}
