//! fails: in-order
//! because: in the order in which the waits ended, not in that of delays
//! "A set of tasks gives all results."

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;

async fn wait(delay: Duration) -> Duration {
    sleep(delay).await;
    delay
}

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let tasks: JoinSet<Duration> = delays.into_iter().map(wait).collect();
    tasks.join_all().await
}
