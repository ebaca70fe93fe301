//! fails: non-blocking
//! because: std::thread::sleep blocked the whole thread
//! "Sleeping is sleeping."

use std::time::Duration;

pub async fn pause(time: Duration) -> Duration {
    std::thread::sleep(time);
    time
}
