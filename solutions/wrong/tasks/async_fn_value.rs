//! does not fit: returns-handle, starts-at-once, waits, in-range, random, non-blocking
//! because: Asked for is a plain `fn`, which does its work when it is called

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::basic_wait::wait_random;

pub async fn task_wait_random(max_delay: Duration) -> Duration {
    tokio::spawn(wait_random(max_delay)).await.unwrap()
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    let mut delays = Vec::new();
    while let Some(delay) = tasks.next().await {
        delays.push(delay);
    }
    delays
}
