//! does not compile: observed `pub async fn wait_random(max_delay: u64) -> f64`

use std::time::Duration;

use crate::random;

/// Python: async def wait_random(max_delay: int = 10) -> float
pub async fn wait_random(max_delay: u64) -> f64 {
    let delay = random::random() * max_delay as f64;
    tokio::time::sleep(Duration::from_secs_f64(delay)).await;
    delay
}
