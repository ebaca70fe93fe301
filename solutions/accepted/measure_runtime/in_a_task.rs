//! Measures in a task of its own.

use std::time::Duration;

use tokio::time::Instant;

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let total = tokio::spawn(async move {
        let start = Instant::now();
        wait_n(n, max_delay).await;
        Instant::now().duration_since(start)
    });
    total.await.unwrap() / n.max(1) as u32
}
