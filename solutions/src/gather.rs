//! Gathers results in the order of their waits' start.

use std::time::Duration;

use futures::future::join_all;
use tokio::time::sleep;

/// Waits for all delays at the same time, and returns them in the order in which they were given.
pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let waits = delays.into_iter().map(|delay| async move {
        sleep(delay).await;
        delay
    });
    join_all(waits).await
}
