//! As in Python: push, then take what is there first.

use std::time::Duration;

use futures::stream::{FuturesUnordered, StreamExt};
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut pending_tasks = FuturesUnordered::new();
    for _ in 0..n {
        pending_tasks.push(task_wait_random(max_delay));
    }

    let mut delays = Vec::new();
    // as_completed
    while let Some(Ok(delay)) = pending_tasks.next().await {
        delays.push(delay);
    }
    delays
}
