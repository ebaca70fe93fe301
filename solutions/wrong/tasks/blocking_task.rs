//! fails: ascending, concurrent, non-blocking
//! because: std::thread::sleep blocks the thread, so that no other wait can go on

use std::thread;
use std::time::Duration;

use futures::future::join_all;
use tokio::task::JoinHandle;

use crate::random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(async move {
        let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
        thread::sleep(delay);
        delay
    })
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let tasks = join_all((0..n).map(|_| task_wait_random(max_delay))).await;
    tasks.into_iter().map(|task| task.unwrap()).collect()
}
