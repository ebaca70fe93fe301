//! fails: waits, in-range, random, non-blocking
//! because: the code already runs on a runtime: `.await` here, instead of `block_on`
//! "To run a future I need a runtime." There is one already, and it panics.

use std::time::Duration;

use tokio::runtime::Builder;
use tokio::time::sleep;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    let runtime = Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(async { sleep(delay).await });
    delay
}
