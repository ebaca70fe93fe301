//! fails: ascending, concurrent
//! because: at most 4 waits go on at the same time: wait 5 starts only when another has ended
//! "Some overlap will do."

use std::time::Duration;

use futures::{StreamExt, stream};

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    stream::iter(0..n).map(|_| wait_random(max_delay)).buffer_unordered(4).collect().await
}
