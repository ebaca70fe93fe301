//! fails: concurrent
//! because: each wait starts only after the one before has ended
//! "Only the library's sort is forbidden."

use std::time::Duration;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays = Vec::new();
    for _ in 0..n {
        delays.push(wait_random(max_delay).await);
    }
    for end in (1..n).rev() {
        for index in 0..end {
            if delays[index] > delays[index + 1] {
                delays.swap(index, index + 1);
            }
        }
    }
    delays
}
