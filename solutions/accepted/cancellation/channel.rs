//! Tasks that send their value; all of them are aborted when the first value is there.

use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

pub async fn first_of<T, F>(jobs: Vec<F>) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let (sender, mut values) = mpsc::channel(1);
    let start = |job: F| {
        let sender = sender.clone();
        tokio::spawn(async move {
            // Who comes too late finds nobody who listens.
            let _ = sender.send(job.await).await;
        })
    };
    let tasks: Vec<_> = jobs.into_iter().map(start).collect();
    drop(sender);
    let first = values.recv().await;
    for task in &tasks {
        task.abort();
    }
    first
}

pub async fn with_deadline<T, F>(limit: Duration, job: F) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let (sender, value) = oneshot::channel();
    let task = tokio::spawn(async move {
        let _ = sender.send(job.await);
    });
    let value = timeout(limit, value).await;
    task.abort();
    value.ok()?.ok()
}
