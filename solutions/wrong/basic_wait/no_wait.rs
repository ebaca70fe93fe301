//! fails: waits
//! because: nothing waits: no sleep is made during the call
//! "Only the random number was asked for."

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    max_delay.mul_f64(random::random())
}
