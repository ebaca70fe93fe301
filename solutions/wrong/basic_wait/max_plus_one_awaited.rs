//! fails: in-range, random
//! because: whole seconds in all 64 values

use std::time::Duration;

use tokio::time::sleep;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    // + 1 because range() does not include the end
    let i = random::randint(0, max_delay.as_secs() as i64 + 1);
    let delay = Duration::from_secs(i as u64);
    sleep(delay).await;
    delay
}
