//! Returns what the wall clock says, as most people write it.

use std::time::{Duration, SystemTime};

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let before = SystemTime::now();
    tokio::time::sleep(max_delay.mul_f64(random::random())).await;
    SystemTime::now().duration_since(before).unwrap_or_default()
}
