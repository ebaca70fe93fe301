//! fails: none-left
//! because: 1 task goes on

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::sync::oneshot;
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
    let (late, time_is_up) = oneshot::channel::<()>();
    tokio::spawn(async move {
        sleep(limit).await;
        let _ = late.send(());
    });
    tokio::select! {
        value = job => Some(value),
        _ = time_is_up => None,
    }
}
