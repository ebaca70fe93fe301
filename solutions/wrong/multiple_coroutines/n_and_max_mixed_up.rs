//! fails: count, in-range, uses-wait-random
//! because: n and max are mixed up
//! "Two numbers go in." In the wrong places.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let (n, max_delay) = (max_delay.as_secs(), Duration::from_secs(n as u64));
    let waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    waits.collect().await
}
