//! fails: first, at-once
//! because: nothing, not a length of time

use std::time::Duration;
pub async fn first_of<T, F>(jobs: Vec<F>) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    for job in jobs {
        if let Some(v) = futures::FutureExt::now_or_never(job) {
            return Some(v);
        }
    }
    None
}
pub async fn with_deadline<T, F>(limit: Duration, job: F) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    tokio::time::timeout(limit, job).await.ok()
}
