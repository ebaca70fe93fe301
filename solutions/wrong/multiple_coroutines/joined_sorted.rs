//! fails: no-sort
//! because: `sort_unstable` is used
//! "They have to be ascending, so I sort them."

use std::time::Duration;

use futures::future::join_all;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays = join_all((0..n).map(|_| wait_random(max_delay))).await;
    delays.sort_unstable();
    delays
}
