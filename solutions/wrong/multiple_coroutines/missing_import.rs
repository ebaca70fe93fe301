//! does not compile: cannot find function `wait_random` in this scope

use std::time::Duration;

use futures::future::join_all;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays = join_all((0..n).map(|_| wait_random(max_delay))).await;
    delays.sort();
    delays
}
