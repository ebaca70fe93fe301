//! Returns what tokio's clock says.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let start = Instant::now();
    sleep(max_delay.mul_f64(random::random())).await;
    start.elapsed()
}
