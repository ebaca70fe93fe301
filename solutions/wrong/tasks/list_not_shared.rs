//! does not compile: A task can outlive the function that spawns it, so it may not borrow from there

use std::time::Duration;

use futures::future::join_all;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays = Vec::new();
    let mut callbacks = Vec::new();
    for _ in 0..n {
        let task = task_wait_random(max_delay);
        callbacks.push(tokio::spawn(async {
            delays.push(task.await.unwrap());
        }));
    }
    join_all(callbacks).await;
    delays
}
