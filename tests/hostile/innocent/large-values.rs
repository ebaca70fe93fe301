//! Uses 200 MiB and gives them back.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let mut large = vec![0_u8; 200 << 20];
    large[100 << 20] = 1;
    std::hint::black_box(&large);
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
