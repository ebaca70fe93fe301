//! fails: no-jobs
//! because: stuck

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::timeout;

pub async fn first_of<T, F>(jobs: Vec<F>) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let (sender, mut values) = mpsc::unbounded_channel();
    let mut tasks = JoinSet::new();
    for job in jobs {
        let sender = sender.clone();
        tasks.spawn(async move {
            let _ = sender.send(job.await);
        });
    }
    // As long as `sender` is there, somebody may still send.
    values.recv().await
}

pub async fn with_deadline<T, F>(limit: Duration, job: F) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    timeout(limit, job).await.ok()
}
