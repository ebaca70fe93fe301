//! Leaves a thread behind that ends the process in a later case.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::random;

static CALLS: AtomicU32 = AtomicU32::new(0);

pub async fn wait_random(max_delay: Duration) -> Duration {
    if CALLS.fetch_add(1, Ordering::Relaxed) == 0 {
        std::thread::spawn(|| {
            while CALLS.load(Ordering::Relaxed) < 5 {
                std::thread::yield_now();
            }
            std::process::exit(0)
        });
    }
    if CALLS.load(Ordering::Relaxed) > 8 {
        std::thread::spawn(std::thread::park).join().unwrap();
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
