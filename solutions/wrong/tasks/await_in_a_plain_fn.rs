//! does not compile: `.await` works only inside of an `async fn` or an `async` block

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> Duration {
    let task = tokio::spawn(wait_random(max_delay));
    task.await.unwrap()
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    let mut delays = Vec::new();
    while let Some(delay) = tasks.next().await {
        delays.push(delay);
    }
    delays
}
