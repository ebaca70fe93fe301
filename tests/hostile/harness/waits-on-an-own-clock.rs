//! Waits on a paused runtime of its own in a thread, where time is its own.

use crate::random;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    let wait = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(async { tokio::time::sleep(delay).await });
    };
    std::thread::spawn(wait).join().unwrap();
    delay
}
