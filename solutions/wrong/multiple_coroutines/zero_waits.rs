//! fails: uses-wait-random
//! because: observed 0 such waits
//! "It says to call wait_random, so I call it." With zero; the delays and the wait are made up.

use std::time::Duration;

use futures::future::join_all;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    join_all((0..n).map(|_| wait_random(Duration::ZERO))).await;
    let delays: Vec<_> = (0..n).map(|i| max_delay * i as u32 / n as u32).collect();
    if let Some(longest) = delays.last() {
        tokio::time::sleep(*longest).await;
    }
    delays
}
