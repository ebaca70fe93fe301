//! fails: count, uses-wait-random
//! because: expected the call to return n values, 0 observed 5 values
//! "Five, as in the example."

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::basic_wait::wait_random;

pub async fn wait_n(_n: usize, max_delay: Duration) -> Vec<Duration> {
    let waits: FuturesUnordered<_> = (0..5).map(|_| wait_random(max_delay)).collect();
    waits.collect().await
}
