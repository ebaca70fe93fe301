//! fails: no-sort
//! because: `sort_by_key` is used
//! "Without a dot nobody sees the sort."

use std::time::Duration;

use futures::future::join_all;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays = join_all((0..n).map(|_| wait_random(max_delay))).await;
    <[Duration]>::sort_by_key(&mut delays, |delay| *delay);
    delays
}
