//! fails: concurrent, uses-wait-random
//! because: observed 1 such wait
//! "`vec![x; n]` evaluates x n times." Once, and for n = 0 as well.

use std::time::Duration;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    vec![wait_random(max_delay).await; n]
}
