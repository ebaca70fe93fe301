//! fails: count, in-range, ascending, concurrent, uses-wait-random, non-blocking
//! because: `yield_now` lets others go first, but it waits for nothing
//! "I ask each task until it is finished." Time never passes: somebody is always ready.

use std::time::Duration;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks: Vec<_> = (0..n).map(|_| tokio::spawn(wait_random(max_delay))).collect();
    let mut delays = Vec::new();
    while !tasks.is_empty() {
        if let Some(index) = tasks.iter().position(|task| task.is_finished()) {
            delays.push(tasks.remove(index).await.unwrap());
        }
        tokio::task::yield_now().await;
    }
    delays
}
