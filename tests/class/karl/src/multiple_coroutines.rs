use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use crate::basic_wait::wait_random;

/// A join of my own: polls all that still wait, and notes those that are ready.
pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let mut waits: Vec<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    let mut delays = Vec::with_capacity(n);
    poll_fn(|context| {
        waits.retain_mut(|wait| match pin!(wait).poll(context) {
            Poll::Ready(delay) => {
                delays.push(delay);
                false
            }
            Poll::Pending => true,
        });
        if waits.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    delays
}
