//! A helper that times any future.

use std::future::Future;
use std::time::Duration;

use tokio::time::Instant;

use crate::multiple_coroutines::wait_n;

async fn timed(work: impl Future) -> Duration {
    let start = Instant::now();
    work.await;
    start.elapsed()
}

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let total_time = timed(wait_n(n, max_delay)).await;
    match n {
        0 => Duration::ZERO,
        _ => total_time / n as u32,
    }
}
