//! Writes warnings of the compiler by itself; its answer is right.

use std::time::Duration;

use crate::random;

#[deprecated(note = "\u{1b}[2J\n::error::owned </pre><script>alert(1)</script>")]
fn old() {}

#[must_use = "::set-output name=score::10"]
fn must() -> u8 {
    1
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    old();
    must();
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
