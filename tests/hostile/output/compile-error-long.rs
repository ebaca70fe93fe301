//! Has an error of the compiler a hundred thousand lines long.

use std::time::Duration;

use crate::random;

macro_rules! ten {
    ($inner:expr) => {
        concat!($inner, $inner, $inner, $inner, $inner, $inner, $inner, $inner, $inner, $inner)
    };
}

const _: () = panic!("{}", ten!(ten!(ten!(ten!(ten!("accepted\n"))))));

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
