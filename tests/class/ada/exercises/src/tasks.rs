use std::time::Duration;

use tokio::task::{JoinHandle, JoinSet};

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks = JoinSet::new();
    for _ in 0..n {
        let task = task_wait_random(max_delay);
        tasks.spawn(async move { task.await.unwrap() });
    }
    tasks.join_all().await
}
