//! fails: average
//! because: this is the whole time: it is not divided by n
//! "The runtime is the runtime."

use std::time::Duration;

use tokio::time::Instant;

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    wait_n(n, max_delay).await;
    start.elapsed()
}
