//! Each handle is awaited in a task of its own, which sends the delay over a channel.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let (tx, mut rx) = mpsc::channel(100);
    for _ in 0..n {
        let tx = tx.clone();
        let handle = task_wait_random(max_delay);
        tokio::spawn(async move {
            let delay = handle.await.expect("task failed");
            tx.send(delay).await.expect("receiver is gone");
        });
    }

    let mut delays = Vec::with_capacity(n);
    for _ in 0..n {
        delays.push(rx.recv().await.unwrap());
    }
    delays
}
