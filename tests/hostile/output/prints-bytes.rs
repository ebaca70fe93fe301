//! Prints bytes that are no text; its answer is right.

use std::io::Write;
use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    std::io::stdout().write_all(&[0xff, 0xfe, 0xc3, 0x28, 0, 0x9b, b'\n']).unwrap();
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
