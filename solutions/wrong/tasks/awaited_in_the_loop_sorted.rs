//! fails: concurrent, no-sort
//! because: each task is awaited before the next is spawned

use std::time::Duration;

use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays = Vec::new();
    for _ in 0..n {
        let task = task_wait_random(max_delay);
        let delay = task.await.unwrap();
        delays.push(delay);
    }
    delays.sort();
    delays
}
