//! fails: uses-task-wait-random

use std::time::{Duration, Instant};

use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays = Vec::new();
    for _ in 0..n {
        let start = Instant::now();
        let _task = task_wait_random(max_delay);
        delays.push(start.elapsed());
    }
    delays
}
