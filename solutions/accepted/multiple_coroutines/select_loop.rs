//! A `select!` loop over what is still running.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut running: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    let mut delays = Vec::new();
    loop {
        tokio::select! {
            Some(delay) = running.next() => delays.push(delay),
            else => return delays,
        }
    }
}
