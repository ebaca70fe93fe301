//! Keeps the waker of each case and wakes it in the next one.

use std::sync::Mutex;
use std::task::{Poll, Waker};
use std::time::Duration;

use crate::random;

static KEPT: Mutex<Option<Waker>> = Mutex::new(None);

pub async fn wait_random(max_delay: Duration) -> Duration {
    let waker = std::future::poll_fn(|context| Poll::Ready(context.waker().clone())).await;
    if let Some(old) = KEPT.lock().unwrap().replace(waker) {
        old.wake();
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
