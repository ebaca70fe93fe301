//! A signal stops the others.

use std::time::Duration;
pub async fn first_of<T, F>(jobs: Vec<F>) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let (stop, _) = tokio::sync::watch::channel(false);
    let (tx, rx) = tokio::sync::oneshot::channel();
    let tx = std::sync::Arc::new(std::sync::Mutex::new(Some(tx)));
    for job in jobs {
        let mut stopped = stop.subscribe();
        let tx = tx.clone();
        tokio::spawn(async move {
            tokio::select! {
                v = job => { if let Some(tx) = tx.lock().unwrap().take() { let _ = tx.send(v); } }
                _ = stopped.wait_for(|s| *s) => {}
            }
        });
    }
    drop(tx);
    let first = rx.await.ok();
    stop.send_replace(true);
    first
}
pub async fn with_deadline<T, F>(limit: Duration, job: F) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    tokio::time::timeout(limit, job).await.ok()
}
