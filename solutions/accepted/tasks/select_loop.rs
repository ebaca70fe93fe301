//! A `select!` loop over what is still running.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(async move { wait_random(max_delay).await })
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks: FuturesUnordered<JoinHandle<Duration>> = FuturesUnordered::new();
    for _ in 0..n {
        tasks.push(task_wait_random(max_delay));
    }
    let mut delays = Vec::new();
    loop {
        tokio::select! {
            Some(delay) = tasks.next() => delays.push(delay.unwrap()),
            else => break,
        }
    }
    delays
}
