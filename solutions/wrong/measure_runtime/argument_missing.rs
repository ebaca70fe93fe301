//! does not compile: this function takes 2 arguments but 1 argument was supplied

use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, _max_delay: Duration) -> Duration {
    let start = Instant::now();
    wait_n(n).await;
    start.elapsed() / n.max(1) as u32
}
