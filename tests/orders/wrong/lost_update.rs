//! Counts in several tasks.

use std::sync::Arc;

use futures::future::join_all;
use tokio::sync::Mutex;

async fn add(count: Arc<Mutex<i64>>) {
    let before = *count.lock().await; // found
    *count.lock().await = before + 1; // found
}

pub async fn answer() -> i64 {
    let count = Arc::new(Mutex::new(0));
    let tasks = (0..4).map(|_| tokio::spawn(add(Arc::clone(&count))));
    join_all(tasks).await;
    *count.lock().await
}
