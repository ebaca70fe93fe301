//! fails: released, none-left
//! because: to drop its handle does not stop it

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
    let (value, _, others) = select_all(jobs.into_iter().map(tokio::spawn)).await;
    drop(others);
    value.ok()
}

pub async fn with_deadline<T, F>(limit: Duration, job: F) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    timeout(limit, job).await.ok()
}
