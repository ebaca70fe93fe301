//! Leaves a panic hook that ends the process for the cases after it.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::random;

static CALLS: AtomicU32 = AtomicU32::new(0);

pub async fn wait_random(max_delay: Duration) -> Duration {
    if CALLS.load(Ordering::Relaxed) < 2 {
        std::panic::set_hook(Box::new(|_| std::process::exit(0)));
    }
    if CALLS.fetch_add(1, Ordering::Relaxed) > 2 {
        panic!("now");
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
