//! A task for each handle puts its delay into a shared list when it is there.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

/// What `add_done_callback` does.
fn add_done_callback(
    task: JoinHandle<Duration>,
    callback: impl FnOnce(Duration) + Send + 'static,
) -> JoinHandle<()> {
    tokio::spawn(async move { callback(task.await.unwrap()) })
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let delays = Arc::new(Mutex::new(Vec::new()));
    let mut callbacks = Vec::new();
    for _ in 0..n {
        let list = Arc::clone(&delays);
        let task = task_wait_random(max_delay);
        callbacks.push(add_done_callback(task, move |delay| list.lock().unwrap().push(delay)));
    }
    for callback in callbacks {
        callback.await.unwrap();
    }
    let delays = delays.lock().unwrap();
    delays.clone()
}
