//! fails: in-time, released, none-left, non-blocking
//! because: std::thread::sleep blocked the whole thread

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

pub async fn first_of<T, F>(jobs: Vec<F>) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let mut jobs: FuturesUnordered<F> = jobs.into_iter().collect();
    jobs.next().await
}

pub async fn with_deadline<T, F>(limit: Duration, job: F) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let task = tokio::spawn(job);
    std::thread::sleep(limit);
    if task.is_finished() { task.await.ok() } else { None }
}
