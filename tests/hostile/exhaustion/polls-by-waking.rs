//! Wakes itself without end.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    std::future::poll_fn(|context| {
        context.waker().wake_by_ref();
        std::task::Poll::Pending
    })
    .await
}
