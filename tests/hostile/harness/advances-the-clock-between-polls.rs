//! Advances the clock in a waker, when nothing of its code is polled, instead of sleeping so long.

use crate::random;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};
use std::time::Duration;

struct Advances(Duration);

impl Wake for Advances {
    fn wake(self: Arc<Self>) {
        let mut advance = std::pin::pin!(tokio::time::advance(self.0));
        let _moved = advance.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    let waker = Waker::from(Arc::new(Advances(delay)));
    let mut tick = Box::pin(tokio::time::sleep(Duration::from_millis(1)));
    let _pending = tick.as_mut().poll(&mut Context::from_waker(&waker));
    tokio::time::sleep(Duration::from_millis(1)).await;
    delay.max(Duration::from_millis(1))
}
