//! fails: uses-task-wait-random
//! because: nothing in src/tasks.rs calls it

use std::time::Duration;

use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;
use crate::multiple_coroutines::wait_n;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    // wait_n already returns them in the right order
    wait_n(n, max_delay).await
}
