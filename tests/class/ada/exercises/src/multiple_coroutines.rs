use std::time::Duration;

use tokio::task::JoinSet;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut waits = JoinSet::new();
    for _ in 0..n {
        waits.spawn(wait_random(max_delay));
    }
    let mut delays = Vec::with_capacity(n);
    while let Some(delay) = waits.join_next().await {
        delays.push(delay.unwrap());
    }
    delays
}
