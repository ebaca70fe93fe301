//! does not fit: in-range, count, ascending, concurrent, uses-task-wait-random, non-blocking
//! because: no function `task_wait_n` in src/tasks.rs

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

/// Like wait_n, but with task_wait_random.
pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    let mut delays = Vec::new();
    while let Some(delay) = tasks.next().await {
        delays.push(delay.unwrap());
    }
    delays
}
