//! fails: waits, ascending, concurrent, uses-task-wait-random
//! because: nothing waits: no sleep is made during the call

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::task::JoinHandle;

use crate::random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(async move { Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64())) })
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    let mut delays = vec![];
    while let Some(delay) = tasks.next().await {
        delays.push(delay.unwrap());
    }
    delays
}
