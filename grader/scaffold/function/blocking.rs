//! fails: non-blocking
//! because: std::thread::sleep blocked the whole thread
//! "Sleeping is sleeping, and this one needs no `.await`."

use std::time::Duration;

pub async fn later(delay: Duration, value: u64) -> u64 {
    std::thread::sleep(delay);
    value
}
