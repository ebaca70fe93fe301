//! fails: runs-wait-n
//! because: n waits, 0, made by `multiple_coroutines::wait_n`, all at the same time
//! "The numbers up to n are n + 1, for counting begins at zero."

use std::time::Duration;

use tokio::time::Instant;

use crate::multiple_coroutines::wait_n;

pub async fn measure_time(n: usize, max_delay: Duration) -> Duration {
    let start = Instant::now();
    wait_n(n + 1, max_delay).await;
    if n == 0 { Duration::ZERO } else { start.elapsed() / n as u32 }
}
