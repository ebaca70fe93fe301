//! Returns the longest time there is, beyond what the wire can carry.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    max_delay.saturating_add(Duration::MAX)
}
