//! Chooses the allocator of the whole program: safe, and no gain.

use std::time::Duration;

use crate::random;

#[global_allocator]
static ALLOCATOR: std::alloc::System = std::alloc::System;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
