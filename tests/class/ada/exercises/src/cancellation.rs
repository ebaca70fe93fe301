//! `select_all` on pinned futures, and `select!` against a sleep.

use std::time::Duration;

use futures::future::select_all;
use tokio::time::sleep;

pub async fn first_of<T, F>(jobs: Vec<F>) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    if jobs.is_empty() {
        return None;
    }
    let (value, _place, _others) = select_all(jobs.into_iter().map(Box::pin)).await;
    Some(value)
}

pub async fn with_deadline<T, F>(limit: Duration, job: F) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    tokio::select! {
        value = job => Some(value),
        () = sleep(limit) => None,
    }
}
