//! does not compile: Awaiting a `JoinHandle` gives a `Result`, which is an error where the task panicked

use std::time::Duration;

use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks = Vec::new();
    for _ in 0..n {
        tasks.push(task_wait_random(max_delay));
    }
    let mut delays: Vec<Duration> = Vec::new();
    for task in tasks {
        delays.push(task.await);
    }
    delays
}
