//! fails: average, runs-wait-n, non-blocking
//! because: the code already runs on a runtime: `.await` here, instead of `block_on`
//! "`block_on` is Python's `asyncio.run`." It is, and a runtime is running already.

use std::time::{Duration, Instant};

use tokio::runtime::Handle;

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    Handle::current().block_on(wait_n(n, max_delay));
    start.elapsed().checked_div(n as u32).unwrap_or_default()
}
