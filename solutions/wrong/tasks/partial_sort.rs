//! fails: no-sort
//! because: `select_nth_unstable` is used

use std::time::Duration;

use futures::future::join_all;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let tasks = join_all((0..n).map(|_| task_wait_random(max_delay))).await;
    let delays = tasks.into_iter().map(|delay| delay.unwrap()).collect();
    n_smallest(n, delays)
}

/// Python's heapq.nsmallest
fn n_smallest(n: usize, mut values: Vec<Duration>) -> Vec<Duration> {
    let mut smallest = Vec::new();
    for k in 0..n {
        let (_, value, _) = values.select_nth_unstable(k);
        smallest.push(*value);
    }
    smallest
}
