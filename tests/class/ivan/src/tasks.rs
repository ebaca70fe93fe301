use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

/// The tasks wait for the signal, so that all of them start at the same time.
pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks = JoinSet::new();
    let mut signals = Vec::new();
    for _ in 0..n {
        let (signal, ready) = oneshot::channel::<()>();
        signals.push(signal);
        tasks.spawn(async move {
            ready.await.unwrap();
            task_wait_random(max_delay).await.unwrap()
        });
    }
    tasks.join_all().await
}
