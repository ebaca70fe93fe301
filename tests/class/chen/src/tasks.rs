use std::thread;
use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::task::JoinHandle;

use crate::random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(async move {
        let delay = max_delay.mul_f64(random::random());
        // It is in a task of its own, so it can sleep without holding anybody up.
        thread::sleep(delay);
        delay
    })
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks = FuturesUnordered::new();
    for _ in 0..n {
        tasks.push(task_wait_random(max_delay));
    }
    let mut delays = vec![];
    while let Some(delay) = tasks.next().await {
        delays.push(delay.unwrap());
    }
    delays
}
