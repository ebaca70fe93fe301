//! Spawns what a closure gives, and prints on the way.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    let work = move || async move {
        let delay = wait_random(max_delay).await;
        println!("waited {:.3} s", delay.as_secs_f64());
        delay
    };
    tokio::spawn(work())
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    tasks.filter_map(|delay| async { delay.ok() }).collect().await
}
