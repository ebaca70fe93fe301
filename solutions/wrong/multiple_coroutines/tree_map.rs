//! fails: no-sort
//! because: `BTreeMap` is used

use std::collections::BTreeMap;
use std::time::Duration;

use futures::future::join_all;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let delays = join_all((0..n).map(|_| wait_random(max_delay))).await;
    // the index makes the keys different even when two delays are equal
    let mut map = BTreeMap::new();
    for (i, d) in delays.into_iter().enumerate() {
        map.insert((d, i), d);
    }
    map.into_values().collect()
}
