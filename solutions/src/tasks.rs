//! Starts tasks.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

/// Starts a task that waits for a random time from zero to `max_delay` and gives that time.
pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

/// Runs `n` such tasks at the same time, and returns their delays in the order in which they end.
pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    tasks.map(|delay| delay.expect("wait_random does not panic")).collect().await
}
