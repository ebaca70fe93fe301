//! Raises the limit of recursion and expands a macro without end.

#![recursion_limit = "1000000"]

use std::time::Duration;

use crate::random;

macro_rules! more {
    ($($token:tt)*) => {
        more!($($token)* x);
    };
}

more!();

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
