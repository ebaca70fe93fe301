//! fails: waits
//! because: the call waits for one random number and returns another one
//! "I draw it where I need it." So the delay returned is not the one waited.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    tokio::time::sleep(max_delay.mul_f64(random::random())).await;
    max_delay.mul_f64(random::random())
}
