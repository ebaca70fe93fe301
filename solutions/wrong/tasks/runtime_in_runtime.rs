//! fails: count, in-range, ascending, concurrent, uses-task-wait-random, non-blocking
//! because: the code already runs on a runtime: `.await` here, instead of `block_on`

use std::time::Duration;

use futures::future::join_all;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

use crate::basic_wait::wait_random;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    tokio::spawn(wait_random(max_delay))
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let rt = Runtime::new().unwrap();
    rt.block_on(async {
        let tasks = join_all((0..n).map(|_| task_wait_random(max_delay))).await;
        tasks.into_iter().map(Result::unwrap).collect()
    })
}
