//! Fills a constant of 16 GiB, step by step.

use std::time::Duration;

use crate::random;

const PAGE: [u8; 1 << 30] = [1; 1 << 30];
static ALL: [[u8; 1 << 30]; 16] = [PAGE; 16];

pub async fn wait_random(max_delay: Duration) -> Duration {
    println!("{}", ALL[0][0]);
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
