//! fails: concurrent, non-blocking
//! because: std::thread::sleep blocks the thread, so that no other wait can go on
//! "I give the tasks time to finish." On one thread that keeps them from starting.

use std::time::Duration;

use tokio::task::JoinSet;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut waits: JoinSet<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    std::thread::sleep(max_delay);
    let mut delays = Vec::new();
    while let Some(delay) = waits.join_next().await {
        delays.push(delay.unwrap());
    }
    delays
}
