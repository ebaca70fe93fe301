//! fails: count, in-range, ascending, concurrent, uses-wait-random, non-blocking
//! because: the code already runs on a runtime: `.await` here, instead of `block_on`
//! "`block_on` is how a future is run." Not on a thread that a runtime works on: it panics.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::runtime::Handle;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    Handle::current().block_on(waits.collect())
}
