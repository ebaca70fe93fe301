//! Returns at once and would wait only when it is polled again.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use crate::random;

pub struct Wait(Duration);

impl Future for Wait {
    type Output = Duration;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Duration> {
        context.waker().wake_by_ref();
        Poll::Ready(self.0)
    }
}

pub fn wait_random(max_delay: Duration) -> Wait {
    Wait(max_delay.mul_f64(random::random()))
}
