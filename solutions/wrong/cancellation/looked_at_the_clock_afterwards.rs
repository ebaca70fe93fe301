//! fails: late
//! because: the call to take limit

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::time::Instant;

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
    let start = Instant::now();
    let value = job.await;
    (start.elapsed() <= limit).then_some(value)
}
