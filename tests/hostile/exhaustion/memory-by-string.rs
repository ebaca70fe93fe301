//! Doubles a text until nothing is left.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let mut text = "grow".repeat(1000);
    loop {
        text = text.repeat(2);
    }
}
