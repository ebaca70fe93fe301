//! Waits for a thread that does nothing for ever.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    std::thread::spawn(|| {
        loop {
            std::hint::spin_loop();
        }
    })
    .join()
    .unwrap()
}
