//! A buffered stream that is wide enough for all waits.

use std::time::Duration;

use futures::{StreamExt, stream};

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let waits = stream::iter(0..n).map(|_| wait_random(max_delay));
    waits.buffer_unordered(n.max(1)).collect().await
}
