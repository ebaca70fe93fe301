//! fails: uses-wait-random
//! because: 0 such waits, and 1 made elsewhere
//! "It has to be called, so I call it." The waits are somebody else's.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::basic_wait::wait_random;
use crate::random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let waits: FuturesUnordered<_> = (0..n)
        .map(|_| async move {
            drop(wait_random(max_delay));
            let delay = max_delay.mul_f64(random::random());
            tokio::time::sleep(delay).await;
            delay
        })
        .collect();
    waits.collect().await
}
