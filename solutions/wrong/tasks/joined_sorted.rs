//! fails: no-sort
//! because: `sort` is used

use std::time::Duration;

use futures::future::join_all;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let tasks: Vec<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    let results = join_all(tasks).await;
    let mut delays: Vec<Duration> = results.into_iter().map(|r| r.unwrap()).collect();
    delays.sort();
    delays
}
