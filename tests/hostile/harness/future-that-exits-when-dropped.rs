//! Waits honestly, and ends the process when its future is dropped.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use crate::random;

pub struct Wait(Duration, Pin<Box<tokio::time::Sleep>>);

impl Future for Wait {
    type Output = Duration;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Duration> {
        self.1.as_mut().poll(context).map(|()| self.0)
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        std::process::exit(0)
    }
}

pub fn wait_random(max_delay: Duration) -> Wait {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    Wait(delay, Box::pin(tokio::time::sleep(delay)))
}
