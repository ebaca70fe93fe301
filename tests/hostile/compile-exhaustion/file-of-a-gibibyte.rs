//! Writes a program of a gibibyte.

use std::time::Duration;

use crate::random;

#[used]
static A: [u8; 512 << 20] = [1; 512 << 20];
#[used]
static B: [u8; 512 << 20] = [2; 512 << 20];

pub async fn wait_random(max_delay: Duration) -> Duration {
    std::hint::black_box((&A, &B));
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
