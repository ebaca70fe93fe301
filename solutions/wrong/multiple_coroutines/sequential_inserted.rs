//! fails: concurrent
//! because: each wait starts only after the one before has ended
//! "I am not allowed to sort, so I insert in order."

use std::time::Duration;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays = Vec::new();
    for _ in 0..n {
        let delay = wait_random(max_delay).await;
        let place = delays.partition_point(|other| *other < delay);
        delays.insert(place, delay);
    }
    delays
}
