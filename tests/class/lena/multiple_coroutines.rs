use std::time::Duration;

use futures::future::{FutureExt, select_all};

use crate::basic_wait::wait_random;

/// Takes whichever wait ends first, until none is left.
pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut waits: Vec<_> = (0..n).map(|_| wait_random(max_delay).boxed_local()).collect();
    let mut delays = Vec::new();
    while !waits.is_empty() {
        let (delay, _, rest) = select_all(waits).await;
        delays.push(delay);
        waits = rest;
    }
    delays
}
