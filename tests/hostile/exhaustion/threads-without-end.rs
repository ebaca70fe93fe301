//! Starts threads that stay, until the system gives none.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    loop {
        std::thread::spawn(std::thread::park);
    }
}
