//! fails: first, at-once
//! because: the value that first_of returns

use std::time::Duration;

use tokio::time::timeout;

pub async fn first_of<T, F>(jobs: Vec<F>) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let job = jobs.into_iter().next()?;
    Some(job.await)
}

pub async fn with_deadline<T, F>(limit: Duration, job: F) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    timeout(limit, job).await.ok()
}
