//! Exports macros named like those of std.

use std::time::Duration;

use crate::random;

#[macro_export]
macro_rules! assert_eq {
    ($($anything:tt)*) => {};
}

#[macro_export]
macro_rules! panic {
    ($($anything:tt)*) => {};
}

#[macro_export]
macro_rules! println {
    ($($anything:tt)*) => {};
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
