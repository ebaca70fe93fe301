//! fails: every-wait
//! because: 1 such wait
//! "The longest one takes as long as all of them."

use std::time::Duration;

use tokio::time::sleep;

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let longest = delays.iter().max().copied().unwrap_or_default();
    sleep(longest).await;
    delays
}
