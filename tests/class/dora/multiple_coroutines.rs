use std::time::Duration;

use futures::future::join_all;

use crate::basic_wait::wait_random;

/// All waits run together; `join_all` is Rust's `gather`.
pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let waits = (0..n).map(|_| wait_random(max_delay));
    let mut delays = join_all(waits).await;
    delays.sort();
    delays
}
