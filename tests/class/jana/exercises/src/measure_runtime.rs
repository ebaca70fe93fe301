use std::time::{Duration, Instant};

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    let delays = wait_n(n, max_delay).await;
    println!("delays: {delays:?}");
    let total = start.elapsed();
    println!("total: {total:?}");
    if n == 0 {
        return Duration::ZERO;
    }
    total / n as u32
}
