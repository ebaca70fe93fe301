//! does not compile: `#[tokio::main]`

use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

#[tokio::main]
pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start_time = Instant::now();
    wait_n(n, max_delay).await;
    start_time.elapsed() / n as u32
}
