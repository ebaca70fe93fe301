//! Never comes to the end of a panic.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    std::panic::set_hook(Box::new(|_| {
        loop {
            std::hint::spin_loop();
        }
    }));
    panic!("{max_delay:?}");
}
