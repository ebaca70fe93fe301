//! fails: ascending, concurrent
//! because: expected the call to take as long as its longest wait, 0 s observed 1 s
//! "After max_delay all of them are done." They were done before, and which one the set then gives first is not said.

use std::time::Duration;

use tokio::task::JoinSet;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut waits: JoinSet<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    tokio::time::sleep(max_delay).await;
    let mut delays = Vec::new();
    while let Some(delay) = waits.join_next().await {
        delays.push(delay.unwrap());
    }
    delays
}
