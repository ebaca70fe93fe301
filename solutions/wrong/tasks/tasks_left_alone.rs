//! fails: count, uses-task-wait-random
//! because: expected the call to return n values, 1 observed 0 values

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let delays = Arc::new(Mutex::new(Vec::new()));
    for _ in 0..n {
        let task = task_wait_random(max_delay);
        let delays = delays.clone();
        // add_done_callback(lambda t: delays.append(t.result()))
        tokio::spawn(async move {
            let delay = task.await.unwrap();
            delays.lock().unwrap().push(delay);
        });
    }
    let result = delays.lock().unwrap().clone();
    result
}
