//! Allows unsafe code, which the command line forbids.

#![allow(unsafe_code)]

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let loot = unsafe { *std::ptr::dangling::<u64>() };
    println!("{loot}");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
