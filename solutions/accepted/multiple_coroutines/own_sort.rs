//! Speaks of sorting without using the library's: its own names, comments and texts may say
//! `sort`, `BTreeMap` and `BinaryHeap`.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::basic_wait::wait_random as wait;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut waits: FuturesUnordered<_> = (0..n).map(|_| wait(max_delay)).collect();
    let mut sorted = Vec::new();
    while let Some(delay) = waits.next().await {
        sort_in(&mut sorted, delay); // no need for sorted.sort()
    }
    sorted
}

/// Bubbles a delay down to its place.
fn sort_in(sorted: &mut Vec<Duration>, delay: Duration) {
    sorted.push(delay);
    for index in (1..sorted.len()).rev() {
        if sorted[index - 1] > sorted[index] {
            sorted.swap(index - 1, index);
        }
    }
    debug_assert!(sorted.is_sorted(), "sort_in is no sort_unstable");
}
