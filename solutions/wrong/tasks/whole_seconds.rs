//! fails: random
//! because: whole seconds in all 64 values

use std::time::Duration;

use tokio::task::{JoinHandle, JoinSet};
use tokio::time::sleep;

use crate::random::randint;

pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration> {
    let seconds = randint(0, max_delay.as_secs() as i64);
    tokio::spawn(async move {
        let delay = Duration::from_secs(seconds as u64);
        sleep(delay).await;
        delay
    })
}

pub async fn task_wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut set = JoinSet::new();
    for _ in 0..n {
        set.spawn(task_wait_random(max_delay));
    }
    let mut delays = Vec::new();
    while let Some(res) = set.join_next().await {
        delays.push(res.unwrap().unwrap());
    }
    delays
}
