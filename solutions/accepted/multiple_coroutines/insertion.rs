//! Puts each delay where it belongs, by hand, as the waits end.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    let mut delays: Vec<Duration> = Vec::new();
    while let Some(delay) = waits.next().await {
        let place = delays.iter().position(|&other| delay < other).unwrap_or(delays.len());
        delays.insert(place, delay);
    }
    delays
}
