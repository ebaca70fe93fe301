//! does not compile: A submission may use `std`, `tokio`, `futures` and `rand`

use std::time::Duration;

use futures::future::join_all;
use itertools::Itertools;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let delays = join_all((0..n).map(|_| wait_random(max_delay))).await;
    delays.into_iter().sorted().collect()
}
