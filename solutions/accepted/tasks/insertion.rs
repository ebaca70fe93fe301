//! Puts each delay where it belongs, by hand, as the tasks end.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    let mut delays: Vec<Duration> = Vec::new();
    while let Some(task) = tasks.next().await {
        let delay = task.unwrap();
        let mut i = delays.len();
        // should be the last one already, but to be sure
        while i > 0 && delays[i - 1] > delay {
            i -= 1;
        }
        delays.insert(i, delay);
    }
    delays
}
