use std::time::Duration;

use tokio::task::{JoinHandle, JoinSet};

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(async move { wait_random(max_delay).await })
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut set = JoinSet::new();
    for _ in 0..n {
        // A JoinSet wants futures, and a handle is one.
        let handle = task_wait_random(max_delay);
        set.spawn(handle);
    }

    let mut delays = Vec::with_capacity(n);
    while let Some(result) = set.join_next().await {
        let delay = result.expect("nobody aborts it").expect("nobody panics");
        delays.push(delay);
    }
    delays
}
