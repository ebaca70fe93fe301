//! fails: released, none-left
//! because: to drop its handle does not stop it

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::time::timeout;

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
    timeout(limit, task).await.ok()?.ok()
}
