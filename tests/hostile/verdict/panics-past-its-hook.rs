//! Takes the hook away and panics.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    drop(std::panic::take_hook());
    panic!("quietly")
}
