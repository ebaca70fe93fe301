//! fails: concurrent
//! because: each task is awaited before the next is spawned

use std::time::Duration;

use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays: Vec<Duration> = Vec::new();
    for _ in 0..n {
        let new_delay = task_wait_random(max_delay).await.unwrap();
        // find the right place
        let mut position = 0;
        for d in &delays {
            if *d < new_delay {
                position += 1;
            }
        }
        delays.insert(position, new_delay);
    }
    delays
}
