//! fails: uses-wait-random
//! because: nothing in src/multiple_coroutines.rs calls it
//! "It is only three lines, I write them again."

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let waits: FuturesUnordered<_> = (0..n).map(|_| wait(max_delay)).collect();
    waits.collect().await
}

async fn wait(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    tokio::time::sleep(delay).await;
    delay
}
