use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

/// Creates a task that runs wait_random.
pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(async move { wait_random(max_delay).await })
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let delays = Arc::new(Mutex::new(Vec::new()));
    let mut watchers = Vec::new();
    for _ in 0..n {
        let task = task_wait_random(max_delay);
        let delays = Arc::clone(&delays);
        // Writes the delay down at the moment when the task ends.
        watchers.push(tokio::spawn(async move {
            let delay = task.await.unwrap();
            delays.lock().unwrap().push(delay);
        }));
    }
    for watcher in watchers {
        watcher.await.unwrap();
    }
    let delays = delays.lock().unwrap();
    delays.clone()
}
