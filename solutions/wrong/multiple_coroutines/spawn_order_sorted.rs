//! fails: no-sort
//! because: `sort` is used
//! "Spawn all, await all, sort."

use std::time::Duration;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let tasks: Vec<_> = (0..n).map(|_| tokio::spawn(wait_random(max_delay))).collect();
    let mut delays = Vec::new();
    for task in tasks {
        delays.push(task.await.unwrap());
    }
    delays.sort();
    delays
}
