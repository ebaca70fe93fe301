//! Exports `exit` by a conditional attribute.

use std::time::Duration;

use crate::random;

#[cfg_attr(all(), unsafe(no_mangle))]
pub extern "C" fn exit(_code: i32) -> ! {
    loop {}
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
