//! fails: uses-task-wait-random
//! because: 0 such waits, and 1 made elsewhere

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut coroutines = FuturesUnordered::new();
    for _ in 0..n {
        task_wait_random(max_delay).abort();
        coroutines.push(wait_random(max_delay));
    }
    let mut delays = Vec::new();
    while let Some(delay) = coroutines.next().await {
        delays.push(delay);
    }
    delays
}
