//! fails: random
//! because: only one call draws a number
//! "One random number is random enough for the whole program."

use std::sync::OnceLock;
use std::time::Duration;

use crate::random;

static FRACTION: OnceLock<f64> = OnceLock::new();

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(*FRACTION.get_or_init(random::random));
    tokio::time::sleep(delay).await;
    delay
}
