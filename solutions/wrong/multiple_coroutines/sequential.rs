//! fails: ascending, concurrent
//! because: each wait starts only after the one before has ended
//! "The loop is async, so its waits overlap."

use std::time::Duration;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays = Vec::new();
    for _ in 0..n {
        delays.push(wait_random(max_delay).await);
    }
    delays
}
