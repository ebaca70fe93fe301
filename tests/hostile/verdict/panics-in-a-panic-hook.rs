//! Panics in a panic hook.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    std::panic::set_hook(Box::new(|_| panic!("twice")));
    panic!("once")
}
