//! fails: count, in-range, ascending, concurrent, uses-wait-random, non-blocking
//! "There is always a first one." For n = 0 there is none, and `select_all` panics.

use std::time::Duration;

use futures::future::select_all;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays = Vec::new();
    let mut waits: Vec<_> = (0..n).map(|_| Box::pin(wait_random(max_delay))).collect();
    loop {
        let (delay, _, rest) = select_all(waits).await;
        delays.push(delay);
        if rest.is_empty() {
            return delays;
        }
        waits = rest;
    }
}
