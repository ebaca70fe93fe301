//! Puts together a text of 4 GiB.

use std::time::Duration;

use crate::random;

macro_rules! ten {
    ($inner:expr) => {
        concat!($inner, $inner, $inner, $inner, $inner, $inner, $inner, $inner, $inner, $inner)
    };
}

const LARGE: &str = ten!(ten!(ten!(ten!(ten!(ten!(ten!(ten!("0123456789012345678901234567890123456789"))))))));

pub async fn wait_random(max_delay: Duration) -> Duration {
    println!("{}", LARGE.len());
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
