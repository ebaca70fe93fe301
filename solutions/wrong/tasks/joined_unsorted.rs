//! fails: ascending
//! because: the results are in the order in which the waits were started, not in which they ended

use std::time::Duration;

use futures::future::try_join_all;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

/// gather
pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    try_join_all((0..n).map(|_| task_wait_random(max_delay))).await.unwrap()
}
