use std::time::Duration;

use futures::StreamExt;
use futures::stream;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    if n == 0 {
        return Vec::new();
    }
    stream::iter(0..n).map(|_| wait_random(max_delay)).buffer_unordered(n).collect().await
}
