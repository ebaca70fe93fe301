//! fails: ascending, concurrent
//! because: each task is awaited before the next is spawned

use std::time::Duration;

use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    // start all of them
    let tasks = (0..n).map(|_| task_wait_random(max_delay));
    // and now wait for all of them
    let mut delays = Vec::new();
    for task in tasks {
        delays.push(task.await.unwrap());
    }
    delays
}
