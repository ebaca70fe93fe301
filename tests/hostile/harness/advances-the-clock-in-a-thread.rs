//! Advances the clock in a thread that has the world's runtime, while the call waits for it.

use crate::random;
use std::task::{Context, Waker};
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    let runtime = tokio::runtime::Handle::current();
    let advance = move || {
        let _inside = runtime.enter();
        let mut advance = std::pin::pin!(tokio::time::advance(delay));
        let _moved = advance.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    };
    std::thread::spawn(advance).join().unwrap();
    delay
}
