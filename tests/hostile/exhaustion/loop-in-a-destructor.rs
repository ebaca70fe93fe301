//! Never comes to the end of a destructor.

use std::time::Duration;

use crate::random;

struct Endless;

impl Drop for Endless {
    fn drop(&mut self) {
        loop {
            std::hint::spin_loop();
        }
    }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _endless = Endless;
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
