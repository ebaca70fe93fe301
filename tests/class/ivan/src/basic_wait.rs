use std::time::Duration;

use tokio::time::sleep;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let ms = random::uniform(0.0, max_delay.as_millis() as f64);
    let delay = Duration::from_secs_f64(ms / 1000.0);
    sleep(delay).await;
    delay
}
