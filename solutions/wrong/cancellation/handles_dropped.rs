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
    let mut tasks: FuturesUnordered<_> = jobs.into_iter().map(tokio::spawn).collect();
    tasks.next().await?.ok()
}

pub async fn with_deadline<T, F>(limit: Duration, job: F) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    timeout(limit, job).await.ok()
}
