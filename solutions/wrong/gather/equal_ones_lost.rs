//! fails: in-order
//! because: 1 value
//! "A map knows which result belongs to which delay."

use std::time::Duration;

use std::collections::HashSet;

use futures::future::join_all;
use tokio::time::sleep;

async fn wait(delay: Duration) -> Duration {
    sleep(delay).await;
    delay
}

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let waits = delays.into_iter().map(|delay| async move { (delay, wait(delay).await) });
    let results: IndexMap = join_all(waits).await.into_iter().collect();
    results.0
}

/// Values by key, in the order in which they came.
struct IndexMap(Vec<Duration>);

impl FromIterator<(Duration, Duration)> for IndexMap {
    fn from_iter<I: IntoIterator<Item = (Duration, Duration)>>(pairs: I) -> Self {
        let mut seen = HashSet::new();
        Self(pairs.into_iter().filter(|(key, _)| seen.insert(*key)).map(|(_, value)| value).collect())
    }
}
