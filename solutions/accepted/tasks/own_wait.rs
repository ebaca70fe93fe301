//! Draws before it spawns and sleeps in the task, without `wait_random`.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    let delay = max_delay.mul_f64(random::random());
    tokio::spawn(async move {
        sleep(delay).await;
        delay
    })
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    let mut delays = Vec::new();
    while let Some(finished) = tasks.next().await {
        delays.push(finished.unwrap());
    }
    delays
}
