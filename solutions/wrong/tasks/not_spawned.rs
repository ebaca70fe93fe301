//! does not fit: returns-handle, starts-at-once, waits, in-range, random, uses-task-wait-random, non-blocking
//! because: observed `pub fn task_wait_random(max_delay: Duration) -> impl Future<Output = Duration>`

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::basic_wait::wait_random;

/// wait_random is already a kind of task
pub fn task_wait_random(max_delay: Duration) -> impl Future<Output = Duration> {
    wait_random(max_delay)
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    tasks.collect().await
}
