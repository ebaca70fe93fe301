//! fails: count, in-range, ascending, concurrent, uses-wait-random, non-blocking
//! because: inputs n = 0, max = 0 s expected the call to return observed the call was stuck
//! "A buffer of n for n waits." A buffer of zero never looks for its first future: for n = 0
//! nobody is ever woken.

use std::time::Duration;

use futures::{StreamExt, stream};

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    stream::iter(0..n).map(|_| wait_random(max_delay)).buffer_unordered(n).collect().await
}
