//! fails: no-sort
//! because: `sort_by` is used

use std::time::Duration;

use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(async move { wait_random(max_delay).await })
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut handles = Vec::with_capacity(n);
    for _ in 0..n {
        handles.push(task_wait_random(max_delay));
    }
    let mut delays = Vec::with_capacity(n);
    for handle in handles {
        let d = handle.await.unwrap();
        delays.push(d);
    }
    delays.sort_by(|a, b| a.partial_cmp(b).unwrap());
    delays
}
