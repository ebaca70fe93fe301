use std::time::Duration;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut delays = Vec::new();

    for _ in 0..n {
        let delay = wait_random(max_delay).await;
        delays.push(delay);
    }

    // Return the delays in ascending order.
    delays.sort();
    delays
}
