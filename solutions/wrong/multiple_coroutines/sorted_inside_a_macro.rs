//! fails: no-sort
//! because: `sort` is used
//! "Inside a macro nobody sees the sort."

use std::time::Duration;

use futures::future::join_all;

use crate::basic_wait::wait_random;

macro_rules! ascending {
    ($delays:expr) => {{
        let mut delays = $delays;
        delays.sort();
        delays
    }};
}

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    ascending!(join_all((0..n).map(|_| wait_random(max_delay))).await)
}
