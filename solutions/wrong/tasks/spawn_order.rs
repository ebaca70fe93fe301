//! fails: ascending
//! because: the results are in the order in which the waits were started, not in which they ended

use std::time::Duration;

use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(async move { wait_random(max_delay).await })
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks = vec![];
    for _ in 0..n {
        tasks.push(task_wait_random(max_delay));
    }
    let mut delays = vec![];
    for task in tasks {
        // the task is done or we wait for it
        delays.push(task.await.unwrap());
    }
    delays
}
