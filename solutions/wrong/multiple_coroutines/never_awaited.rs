//! fails: concurrent, uses-wait-random
//! because: nothing waits: what is not awaited does nothing
//! "Calling is enough." Nobody awaits the futures, and the delays are made up.

use std::time::Duration;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays = Vec::new();
    for _ in 0..n {
        wait_random(max_delay);
        delays.push(max_delay);
    }
    delays
}
