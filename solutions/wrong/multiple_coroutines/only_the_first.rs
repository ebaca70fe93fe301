//! fails: count
//! because: expected the call to return n values, 2 observed 1 value
//! "`join_next` joins them all."

use std::time::Duration;

use tokio::task::JoinSet;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut waits: JoinSet<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    waits.join_next().await.into_iter().map(Result::unwrap).collect()
}
