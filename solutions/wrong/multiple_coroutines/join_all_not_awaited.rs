//! does not compile: Calling an `async fn` gives a future; only `.await` gives its value

use std::time::Duration;

use futures::future::join_all;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let waits = (0..n).map(|_| wait_random(max_delay));
    join_all(waits)
}
