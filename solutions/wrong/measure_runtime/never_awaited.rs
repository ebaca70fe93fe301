//! fails: average, runs-wait-n
//! because: 0 such waits, and 1 made elsewhere
//! "Calling `wait_n` runs it."

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    wait_n(n, max_delay);
    let total = start.elapsed();
    sleep(max_delay).await; // gives it time to finish
    total.checked_div(n as u32).unwrap_or_default()
}
