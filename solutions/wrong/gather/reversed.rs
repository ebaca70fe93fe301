//! fails: in-order
//! because: these are the values of delays, in another order
//! "pop takes one after the other."

use std::time::Duration;

use futures::future::join_all;
use tokio::time::sleep;

async fn wait(delay: Duration) -> Duration {
    sleep(delay).await;
    delay
}

pub async fn gather_all(mut delays: Vec<Duration>) -> Vec<Duration> {
    let mut waits = Vec::new();
    while let Some(delay) = delays.pop() {
        waits.push(wait(delay));
    }
    join_all(waits).await
}
