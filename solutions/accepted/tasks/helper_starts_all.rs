//! A helper makes all calls of `task_wait_random`; `task_wait_n` only collects.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

type Task = JoinHandle<Duration>;

pub fn task_wait_random(max_delay: Duration) -> Task {
    tokio::spawn(wait_random(max_delay))
}

fn create_tasks(n: usize, max_delay: Duration) -> Vec<Task> {
    let mut tasks = Vec::new();
    for _ in 0..n {
        tasks.push(task_wait_random(max_delay));
    }
    tasks
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut unfinished = create_tasks(n, max_delay).into_iter().collect::<FuturesUnordered<_>>();
    let mut results = Vec::new();
    while let Some(result) = unfinished.next().await {
        results.push(result.unwrap());
    }
    results
}
