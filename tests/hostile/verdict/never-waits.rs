//! Returns zero and never waits, which is honest but not random.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    max_delay - max_delay
}
