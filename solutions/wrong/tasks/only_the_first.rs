//! fails: count
//! because: expected the call to return n values, 2 observed 1 value

use std::time::Duration;

use futures::future::select_all;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays = Vec::new();
    if n > 0 {
        let tasks: Vec<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        let (delay, _, _) = select_all(tasks).await;
        delays.push(delay.unwrap());
    }
    delays
}
