//! A stream that keeps the order.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesOrdered;
use tokio::time::sleep;

async fn wait(delay: Duration) -> Duration {
    sleep(delay).await;
    delay
}

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let waits: FuturesOrdered<_> = delays.into_iter().map(wait).collect();
    waits.collect().await
}
