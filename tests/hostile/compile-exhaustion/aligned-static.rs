//! Asks for an alignment that makes the program half a gibibyte large.

use std::time::Duration;

use crate::random;

#[repr(align(536870912))]
struct Aligned(u8);

#[used]
static LARGE: Aligned = Aligned(1);

pub async fn wait_random(max_delay: Duration) -> Duration {
    std::hint::black_box(&LARGE);
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
