//! Overflows the stack of the one who computes constants.

use std::time::Duration;

use crate::random;

const fn deep(n: u64) -> u64 {
    n + deep(n + 1)
}

const NEVER: u64 = deep(0);

pub async fn wait_random(max_delay: Duration) -> Duration {
    println!("{NEVER}");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
