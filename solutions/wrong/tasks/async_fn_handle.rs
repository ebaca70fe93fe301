//! does not fit: returns-handle, starts-at-once, waits, in-range, random, non-blocking
//! because: Asked for is a plain `fn`, which does its work when it is called

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub async fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks = FuturesUnordered::new();
    for _ in 0..n {
        tasks.push(task_wait_random(max_delay).await);
    }
    let mut delays = Vec::new();
    while let Some(res) = tasks.next().await {
        delays.push(res.unwrap());
    }
    delays
}
