//! A plain function that returns a future.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::basic_wait::wait_random;

pub fn wait_n(n: usize, max_delay: Duration) -> impl Future<Output = Vec<Duration>> {
    (0..n).map(move |_| wait_random(max_delay)).collect::<FuturesUnordered<_>>().collect()
}
