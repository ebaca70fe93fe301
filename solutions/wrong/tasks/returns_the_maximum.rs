//! fails: waits, random, concurrent, uses-task-wait-random
//! because: the value returned was not the time waited

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(async move {
        wait_random(max_delay).await;
        max_delay
    })
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    let mut delays = Vec::new();
    while let Some(delay) = tasks.next().await {
        delays.push(delay.unwrap());
    }
    delays
}
