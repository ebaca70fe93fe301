//! fails: no-jobs
//! because: `select_all` needs at least one future

use std::time::Duration;

use futures::future::select_all;
use tokio::time::timeout;

pub async fn first_of<T, F>(jobs: Vec<F>) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    Some(select_all(jobs.into_iter().map(Box::pin)).await.0)
}

pub async fn with_deadline<T, F>(limit: Duration, job: F) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    timeout(limit, job).await.ok()
}
