//! Prints control characters and halves of lines; its answer is right.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    print!("\0\u{1}\u{b}\u{c}\u{85}no end");
    eprint!("\0\u{1}\u{b}\u{c}\u{85}no end");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
