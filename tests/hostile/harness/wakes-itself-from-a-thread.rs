//! Has a thread wake it a thousand times, also when its case is over.

use std::task::Poll;
use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let waker = std::future::poll_fn(|context| Poll::Ready(context.waker().clone())).await;
    let waking = std::thread::spawn(move || (0..1000).for_each(|_| waker.wake_by_ref()));
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    waking.join().unwrap();
    delay
}
