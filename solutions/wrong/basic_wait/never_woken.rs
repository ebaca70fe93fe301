//! fails: waits, in-range, random, non-blocking
//! because: the call was stuck: from 0 s on nothing could ever wake it
//! "Somebody will wake me." Nobody has the other end.

use std::time::Duration;

use tokio::sync::Notify;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    Notify::new().notified().await;
    delay
}
