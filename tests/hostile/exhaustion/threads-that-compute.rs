//! Leaves ten threads behind that do nothing for ever, and answers well.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::random;

static LEFT: AtomicU32 = AtomicU32::new(0);

pub async fn wait_random(max_delay: Duration) -> Duration {
    if LEFT.fetch_add(1, Ordering::Relaxed) < 10 {
        std::thread::spawn(|| {
            loop {
                std::hint::spin_loop();
            }
        });
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
