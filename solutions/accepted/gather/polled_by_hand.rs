//! All sleeps are polled until none is left.

use std::future::{Future, poll_fn};
use std::task::Poll;
use std::time::Duration;
use tokio::time::sleep;
pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let mut waits: Vec<_> = delays.iter().map(|d| (Box::pin(sleep(*d)), false)).collect();
    poll_fn(|cx| {
        for (wait, done) in waits.iter_mut() {
            if !*done && wait.as_mut().poll(cx).is_ready() {
                *done = true;
            }
        }
        if waits.iter().all(|(_, d)| *d) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    delays
}
