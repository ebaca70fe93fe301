//! Waits, and returns what it was given.
// Author: the answer that you would like to read. It gets full marks, and stands in
// for a student's own where a later exercise builds on this one.

use std::time::Duration;

use tokio::time::sleep;

/// Waits for `delay`, and returns `value`.
pub async fn later(delay: Duration, value: u64) -> u64 {
    sleep(delay).await;
    value
}
