//! Asks for a proof that needs an ever larger one.

use std::time::Duration;

use crate::random;

trait Endless {}

impl<T> Endless for Vec<T> where Vec<Vec<T>>: Endless {}

fn need<T: Endless>() {}

pub async fn wait_random(max_delay: Duration) -> Duration {
    need::<Vec<u8>>();
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
