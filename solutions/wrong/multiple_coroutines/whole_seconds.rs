//! fails: concurrent
//! "Nobody needs the fractions."

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    waits.map(|delay| Duration::from_secs(delay.as_secs())).collect().await
}
