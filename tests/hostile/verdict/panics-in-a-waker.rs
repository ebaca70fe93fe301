//! Panics in a waker, where nothing of its code is polled.

use std::time::Duration;

struct Panics;

impl std::task::Wake for Panics {
    fn wake(self: std::sync::Arc<Self>) {
        panic!("in a waker")
    }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let waker = std::task::Waker::from(std::sync::Arc::new(Panics));
    let mut tick = Box::pin(tokio::time::sleep(Duration::from_millis(1)));
    let _pending = tick.as_mut().poll(&mut std::task::Context::from_waker(&waker));
    tokio::time::sleep(Duration::from_millis(2)).await;
    max_delay
}
