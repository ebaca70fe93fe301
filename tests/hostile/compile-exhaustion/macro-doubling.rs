//! Doubles its tokens with each of a hundred steps.

use std::time::Duration;

use crate::random;

macro_rules! more {
    ($($token:tt)*) => {
        more!($($token)* $($token)*);
    };
}

more!(x x);

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
