//! fails: ascending
//! because: the results are in the order in which the waits were started, not in which they ended
//! "`join_all` gives the results as they come." It keeps the order of the start.

use std::time::Duration;

use futures::future::join_all;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    join_all((0..n).map(|_| wait_random(max_delay))).await
}
