//! A buffer as large as the list.

use std::time::Duration;

use futures::stream::{self, StreamExt};
use tokio::time::sleep;

async fn wait(delay: Duration) -> Duration {
    sleep(delay).await;
    delay
}

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let at_once = delays.len().max(1);
    stream::iter(delays).map(wait).buffered(at_once).collect().await
}
