//! Reference for `cancellation`.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::time::timeout;

/// Runs all jobs at the same time, returns the value of the first one that ends, and stops the others;
/// `None` where there are no jobs.
pub async fn first_of<T, F>(jobs: Vec<F>) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let mut jobs: FuturesUnordered<F> = jobs.into_iter().collect();
    // Those that are left are dropped with the list.
    jobs.next().await
}

/// Runs a job and returns its value; `None` if it takes longer than `limit`, and then it is stopped.
pub async fn with_deadline<T, F>(limit: Duration, job: F) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    timeout(limit, job).await.ok()
}
