//! fails: uses-wait-random
//! because: no value is larger than half of max

use crate::basic_wait::wait_random;
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use std::time::Duration;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    (0..n).map(|_| wait_random(max_delay / 2)).collect::<FuturesUnordered<_>>().collect().await
}
