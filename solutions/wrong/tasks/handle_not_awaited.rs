//! does not compile: A `JoinHandle` is not the value yet: `.await` it

use std::time::Duration;

use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays: Vec<Duration> = Vec::new();
    for _ in 0..n {
        let delay = task_wait_random(max_delay);
        delays.push(delay);
    }
    delays
}
