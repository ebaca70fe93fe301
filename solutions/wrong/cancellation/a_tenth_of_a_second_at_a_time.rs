//! fails: in-time
//! because: the call to take work

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::time::sleep;

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
    let mut left = limit;
    while !task.is_finished() {
        if left.is_zero() {
            task.abort();
            return None;
        }
        let step = left.min(Duration::from_millis(300));
        sleep(step).await;
        left -= step;
    }
    task.await.ok()
}
