//! Allows itself to compute a constant for ever.

use std::time::Duration;

use crate::random;

#[allow(long_running_const_eval)]
const NEVER: u64 = {
    let mut n: u64 = 0;
    while n < u64::MAX {
        n += 1;
    }
    n
};

pub async fn wait_random(max_delay: Duration) -> Duration {
    println!("{NEVER}");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
