//! Builds a constant of a tebibyte.

use std::time::Duration;

use crate::random;

static ALL: [u8; 1 << 40] = [1; 1 << 40];

pub async fn wait_random(max_delay: Duration) -> Duration {
    println!("{}", ALL[max_delay.as_secs() as usize]);
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
