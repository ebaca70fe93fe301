//! Drowns the compiler's output in 10 000 errors.

use std::time::Duration;

use crate::random;

macro_rules! ten {
    ($($inner:tt)*) => {
        $($inner)*
        $($inner)*
        $($inner)*
        $($inner)*
        $($inner)*
        $($inner)*
        $($inner)*
        $($inner)*
        $($inner)*
        $($inner)*
    };
}

pub fn flood() {
    ten! { ten! { ten! { ten! { let _: u8 = "not a number"; } } } }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
