//! fails: ascending
//! because: the results are in the order in which the waits were started, not in which they ended

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesOrdered;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let tasks: FuturesOrdered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    tasks.collect().await
}
