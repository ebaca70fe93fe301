//! Enters a runtime of its own and sleeps on the timer of that one, which nobody drives.

use crate::random;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let sleep = {
        let _inside = runtime.enter();
        tokio::time::sleep(delay + Duration::from_millis(1))
    };
    sleep.await;
    std::mem::forget(runtime);
    delay
}
