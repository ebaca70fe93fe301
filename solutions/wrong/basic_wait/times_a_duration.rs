//! does not compile: cannot multiply `f64` by `Duration`

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = random::random() * max_delay;
    tokio::time::sleep(delay).await;
    delay
}
