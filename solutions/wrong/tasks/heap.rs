//! fails: no-sort
//! because: `BinaryHeap` is used

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Duration;

use tokio::task::{JoinHandle, JoinSet};

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut set = JoinSet::new();
    for _ in 0..n {
        set.spawn(task_wait_random(max_delay));
    }
    let mut heap = BinaryHeap::new();
    while let Some(delay) = set.join_next().await {
        heap.push(Reverse(delay.unwrap().unwrap()));
    }
    let mut delays = Vec::new();
    while let Some(Reverse(smallest)) = heap.pop() {
        delays.push(smallest);
    }
    delays
}
