//! Returns what it has measured, and makes no wait of no time.

use std::time::Duration;

use std::time::Instant;

use futures::future::join_all;
use tokio::time::sleep;

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let timed = |delay: Duration| async move {
        let start = Instant::now();
        if !delay.is_zero() {
            sleep(delay).await;
        }
        start.elapsed()
    };
    join_all(delays.into_iter().map(timed)).await
}
