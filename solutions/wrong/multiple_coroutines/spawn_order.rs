//! fails: ascending
//! because: the results are in the order in which the waits were started, not in which they ended
//! "Spawn all, await all." The handles are awaited in the order of the start.

use std::time::Duration;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let tasks: Vec<_> = (0..n).map(|_| tokio::spawn(wait_random(max_delay))).collect();
    let mut delays = Vec::new();
    for task in tasks {
        delays.push(task.await.unwrap());
    }
    delays
}
