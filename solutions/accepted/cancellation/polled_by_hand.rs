//! A future that polls all jobs and is ready with the first of them.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use futures::future::{Either, select};
use tokio::time::{Instant, sleep_until};

pub async fn first_of<T, F>(jobs: Vec<F>) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    if jobs.is_empty() {
        return None;
    }
    let mut jobs: Vec<_> = jobs.into_iter().map(Box::pin).collect();
    poll_fn(|context| {
        let values = jobs.iter_mut().map(|job| job.as_mut().poll(context));
        values.into_iter().find(Poll::is_ready).map_or(Poll::Pending, |value| value.map(Some))
    })
    .await
}

pub async fn with_deadline<T, F>(limit: Duration, job: F) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let deadline = Instant::now() + limit;
    let timer = pin!(sleep_until(deadline));
    match select(Box::pin(job), timer).await {
        Either::Left((value, _timer)) => Some(value),
        Either::Right(((), _job)) => None,
    }
}
