//! fails: released
//! because: the number of jobs that still hold something

use std::time::Duration;

use futures::future::select_all;
use tokio::time::timeout;

pub async fn first_of<T, F>(jobs: Vec<F>) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    if jobs.is_empty() {
        return None;
    }
    let (value, _, others) = select_all(jobs.into_iter().map(Box::pin)).await;
    // "They are not needed any more."
    std::mem::forget(others);
    Some(value)
}

pub async fn with_deadline<T, F>(limit: Duration, job: F) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    timeout(limit, job).await.ok()
}
