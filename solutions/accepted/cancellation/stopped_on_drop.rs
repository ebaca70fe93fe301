//! Tasks that are aborted when their handles are dropped.

use std::time::Duration;
struct Stop(tokio::task::JoinHandle<()>);
impl Drop for Stop {
    fn drop(&mut self) {
        self.0.abort();
    }
}
pub async fn first_of<T, F>(jobs: Vec<F>) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let (tx, mut rx) = tokio::sync::mpsc::channel(1);
    let _tasks: Vec<_> = jobs
        .into_iter()
        .map(|job| {
            let tx = tx.clone();
            Stop(tokio::spawn(async move {
                let _ = tx.send(job.await).await;
            }))
        })
        .collect();
    drop(tx);
    rx.recv().await
}
pub async fn with_deadline<T, F>(limit: Duration, job: F) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let mut task = tokio::spawn(job);
    tokio::select! {
        value = &mut task => Some(value.unwrap()),
        () = tokio::time::sleep(limit) => { task.abort(); None }
    }
}
