use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Sleep, sleep};

use crate::random;

/// A wait, written without `async`.
pub struct RandomWait {
    delay: Duration,
    sleep: Pin<Box<Sleep>>,
}

impl Future for RandomWait {
    type Output = Duration;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Duration> {
        ready!(self.sleep.as_mut().poll(context));
        Poll::Ready(self.delay)
    }
}

pub fn wait_random(max_delay: Duration) -> RandomWait {
    let delay = max_delay.mul_f64(random::random());
    RandomWait { delay, sleep: Box::pin(sleep(delay)) }
}
