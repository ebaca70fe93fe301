//! Puts a million futures into each other and polls them.

use futures::FutureExt;
use std::pin::Pin;
use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let mut future: Pin<Box<dyn Future<Output = ()>>> = Box::pin(async {});
    for _ in 0..1_000_000 {
        future = Box::pin(future.map(|()| ()));
    }
    future.await;
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
