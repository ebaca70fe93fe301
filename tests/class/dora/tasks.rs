use std::time::Duration;

use futures::future::join_all;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays = Vec::with_capacity(n);
    for result in join_all((0..n).map(|_| task_wait_random(max_delay))).await {
        delays.push(result.expect("the task panicked"));
    }
    delays.sort_by(|a, b| a.partial_cmp(b).unwrap());
    delays
}
