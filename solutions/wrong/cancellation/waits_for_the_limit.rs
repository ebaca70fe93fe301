//! fails: in-time
//! because: the call to take work

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::time::sleep;

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
    sleep(limit).await;
    if task.is_finished() {
        return task.await.ok();
    }
    task.abort();
    None
}
