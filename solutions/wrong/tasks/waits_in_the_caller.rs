//! fails: ascending, concurrent
//! because: this wait lasts for all of max, 1 s, in every case

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    sleep(max_delay).await; // now every task is finished
    tasks.map(|delay| delay.unwrap()).collect().await
}
