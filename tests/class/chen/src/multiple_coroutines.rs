use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut waits = FuturesUnordered::new();
    for _ in 0..n {
        waits.push(wait_random(max_delay));
    }
    let mut delays = vec![];
    while let Some(delay) = waits.next().await {
        delays.push(delay);
    }
    delays
}
