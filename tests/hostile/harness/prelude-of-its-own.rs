//! Has types named like those of the prelude.

use std::time::Duration;

use crate::random;

pub struct Option;
pub struct Result;
pub struct Box;
pub struct Vec;
pub struct String;

pub trait Future {}

pub trait Iterator {}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
