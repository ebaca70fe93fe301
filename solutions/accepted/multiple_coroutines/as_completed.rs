//! As in Python: a list of coroutines, and a loop over them as they are completed.

use std::time::Duration;

use futures::stream::{FuturesUnordered, StreamExt};

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut tasks = FuturesUnordered::new();
    for _ in 0..n {
        tasks.push(wait_random(max_delay));
    }

    let mut delays: Vec<Duration> = Vec::new();
    while let Some(delay) = tasks.next().await {
        delays.push(delay);
    }
    delays
}
