//! fails: ascending, concurrent
//! because: each task is awaited before the next is spawned
//! "First all tasks, then all awaits." `map` is lazy: each task is spawned when it is awaited.

use std::time::Duration;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let tasks = (0..n).map(|_| tokio::spawn(wait_random(max_delay)));
    let mut delays = Vec::new();
    for task in tasks {
        delays.push(task.await.unwrap());
    }
    delays
}
