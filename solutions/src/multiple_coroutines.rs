//! Waits for several things at once.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::basic_wait::wait_random;

/// Runs `n` random waits of at most `max_delay` at the same time, and returns
/// their delays in the order in which they end.
pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    waits.collect().await
}
