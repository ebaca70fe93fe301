//! fails: waits
//! because: a sleep that is not awaited does nothing
//! "I have called sleep, so it sleeps."
// Author: mistakes that students make, a file for each. The first line has exactly the checks that
// fail; the second one may have words that the student reads; then comes what the student thought.

use std::time::Duration;

use tokio::time::sleep;

pub async fn later(delay: Duration, value: u64) -> u64 {
    let _ = sleep(delay);
    value
}
