//! Tasks: a `JoinSet` aborts its own, and a handle is aborted when time is up.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::timeout;

pub async fn first_of<T, F>(jobs: Vec<F>) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let mut tasks = JoinSet::new();
    for job in jobs {
        tasks.spawn(job);
    }
    tasks.join_next().await?.ok()
}

pub async fn with_deadline<T, F>(limit: Duration, job: F) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let mut task = tokio::spawn(job);
    match timeout(limit, &mut task).await {
        Ok(done) => done.ok(),
        Err(_) => {
            task.abort();
            None
        }
    }
}
