//! fails: waits, ascending, concurrent
//! because: the call waits for one random number and returns another one

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::random::uniform;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(async move {
        sleep(Duration::from_secs_f64(uniform(0.0, max_delay.as_secs_f64()))).await;
        Duration::from_secs_f64(uniform(0.0, max_delay.as_secs_f64()))
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
