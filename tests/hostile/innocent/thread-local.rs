//! Counts its calls per thread.

use std::time::Duration;

use crate::random;

use std::cell::Cell;

thread_local! {
    static CALLS: Cell<u32> = const { Cell::new(0) };
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    CALLS.with(|calls| calls.set(calls.get() + 1));
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
