//! does not compile: no `rand::rng()`

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use rand::RngExt;
use tokio::task::JoinHandle;
use tokio::time::sleep;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(async move {
        let mut rng = rand::rng();
        let delay = rng.random_range(0.0..=max_delay.as_secs_f64());
        let delay = Duration::from_secs_f64(delay);
        sleep(delay).await;
        delay
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
