//! Results come as they end, and are sorted by their number.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::time::sleep;

async fn wait(delay: Duration) -> Duration {
    sleep(delay).await;
    delay
}

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let numbered = delays.into_iter().enumerate();
    let waits = numbered.map(|(number, delay)| async move { (number, wait(delay).await) });
    let waits: FuturesUnordered<_> = waits.collect();
    let mut results: Vec<_> = waits.collect().await;
    results.sort_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, delay)| delay).collect()
}
