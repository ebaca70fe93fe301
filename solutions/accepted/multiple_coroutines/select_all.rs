//! Takes the first that ends, again and again.

use std::time::Duration;

use futures::future::select_all;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays = Vec::new();
    let mut waits: Vec<_> = (0..n).map(|_| Box::pin(wait_random(max_delay))).collect();
    while !waits.is_empty() {
        let (delay, _, rest) = select_all(waits).await;
        delays.push(delay);
        waits = rest;
    }
    delays
}
