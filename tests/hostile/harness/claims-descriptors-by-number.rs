//! Says that a type of its own is descriptor 3, 4, … and has tokio watch it.

use std::os::fd::{AsRawFd, RawFd};
use std::time::Duration;
use tokio::io::unix::AsyncFd;

use crate::random;

struct Claimed(RawFd);

impl AsRawFd for Claimed {
    fn as_raw_fd(&self) -> RawFd {
        self.0
    }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    for number in 3..16 {
        let Ok(watched) = AsyncFd::new(Claimed(number)) else { continue };
        let ready = watched.writable();
        let _nothing = tokio::time::timeout(Duration::ZERO, ready).await;
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
