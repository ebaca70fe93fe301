//! fails: concurrent
//! because: at most 2 waits go on at the same time
//! "Two at a time is concurrent."

use std::time::Duration;

use futures::stream::{self, StreamExt};
use tokio::time::sleep;

async fn wait(delay: Duration) -> Duration {
    sleep(delay).await;
    delay
}

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    stream::iter(delays).map(wait).buffered(2).collect().await
}
