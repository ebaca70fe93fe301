//! Takes more than it is given, so that no call fits.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration, more: u32) -> Duration {
    max_delay * more
}
