//! Returns 600 years, which are more nanoseconds than the wire can carry.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    max_delay + Duration::from_secs(600 * 365 * 86_400)
}
