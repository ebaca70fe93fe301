//! does not compile: Calling an `async fn` gives a future; only `.await` gives its value

use std::time::Duration;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays: Vec<Duration> = Vec::new();
    for _ in 0..n {
        let delay = wait_random(max_delay);
        delays.push(delay);
    }
    delays.sort();
    delays
}
