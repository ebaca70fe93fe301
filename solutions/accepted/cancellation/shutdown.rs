//! Who returns waits until the others have been stopped.

use std::time::Duration;

use tokio::task::JoinSet;

pub async fn first_of<T, F>(jobs: Vec<F>) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let mut tasks: JoinSet<T> = jobs.into_iter().collect();
    let first = tasks.join_next().await;
    tasks.shutdown().await;
    first?.ok()
}

pub async fn with_deadline<T, F>(limit: Duration, job: F) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let task = tokio::spawn(job);
    let watch = task.abort_handle();
    let clock = tokio::spawn(async move {
        tokio::time::sleep(limit).await;
        watch.abort();
    });
    let value = task.await.ok();
    clock.abort();
    value
}
