//! fails: ascending, concurrent
//! because: each wait starts only after the one before has ended
//! "A stream is concurrent." `then` awaits each future before it makes the next.

use std::time::Duration;

use futures::{StreamExt, stream};

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    stream::iter(0..n).then(|_| wait_random(max_delay)).collect().await
}
