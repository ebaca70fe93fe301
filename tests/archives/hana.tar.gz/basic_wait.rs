use std::time::Duration;

use tokio::time::sleep;

use crate::random;

/// `asyncio.sleep(random.uniform(0, max_delay))`
pub async fn wait_random(max_delay: Duration) -> Duration {
    let fraction = random::uniform(0.0, 1.0);
    let delay = max_delay.mul_f64(fraction);
    sleep(delay).await;
    delay
}
