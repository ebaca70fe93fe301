//! fails: no-sort
//! because: `BinaryHeap` is used
//! "A heap is not a sort."

use std::collections::BinaryHeap;
use std::time::Duration;

use futures::future::join_all;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays = Vec::new();
    let mut heap = BinaryHeap::from(join_all((0..n).map(|_| wait_random(max_delay))).await);
    while let Some(delay) = heap.pop() {
        delays.insert(0, delay);
    }
    delays
}
