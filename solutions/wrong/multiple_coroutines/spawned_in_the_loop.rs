//! fails: ascending, concurrent
//! because: each task is awaited before the next is spawned
//! "A spawned task runs by itself." It does, but each is awaited before the next is spawned.

use std::time::Duration;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays = Vec::new();
    for _ in 0..n {
        let task = tokio::spawn(wait_random(max_delay));
        delays.push(task.await.unwrap());
    }
    delays
}
