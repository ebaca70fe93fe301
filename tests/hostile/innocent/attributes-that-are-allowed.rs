//! Has inner attributes, lints and conditions as many files have.

#![allow(dead_code)]
#![warn(clippy::all)]
#![deny(unused_must_use)]

use std::time::Duration;

use crate::random;

#[cfg(test)]
mod tests {
    #[test]
    fn nothing() {}
}

#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(test, derive(Default))]
struct Seconds(f64);

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
