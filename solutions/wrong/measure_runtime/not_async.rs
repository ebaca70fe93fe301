//! does not compile: Asked for is an `async fn`

use std::time::{Duration, Instant};

use tokio::runtime::Runtime;

use crate::multiple_coroutines::wait_n;

/// Runs wait_n and returns total_time / n.
pub fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let runtime = Runtime::new().unwrap();
    let start = Instant::now();
    runtime.block_on(wait_n(n, max_delay));
    start.elapsed() / n as u32
}
