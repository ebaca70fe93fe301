//! Spawns through the runtime's handle.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    let runtime = Handle::current();
    runtime.spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let tasks = FuturesUnordered::from_iter((0..n).map(|_| task_wait_random(max_delay)));
    tasks.map(Result::unwrap).collect::<Vec<Duration>>().await
}
