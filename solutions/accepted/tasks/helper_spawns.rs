//! `task_wait_random` leaves the spawning to a helper that takes any future.

use std::future::Future;
use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

fn start<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> JoinHandle<T> {
    tokio::spawn(work)
}

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    start(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut running = FuturesUnordered::new();
    for _ in 0..n {
        running.push(task_wait_random(max_delay));
    }
    let mut delays = Vec::new();
    while let Some(delay) = running.next().await {
        delays.push(delay.expect("a wait does not panic"));
    }
    delays
}
