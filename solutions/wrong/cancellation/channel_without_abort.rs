//! fails: released, none-left
//! because: to drop its handle does not stop it

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::timeout;

pub async fn first_of<T, F>(jobs: Vec<F>) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let (sender, mut values) = mpsc::unbounded_channel();
    for job in jobs {
        let sender = sender.clone();
        tokio::spawn(async move {
            let _ = sender.send(job.await);
        });
    }
    drop(sender);
    values.recv().await
}

pub async fn with_deadline<T, F>(limit: Duration, job: F) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    timeout(limit, job).await.ok()
}
