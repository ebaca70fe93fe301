//! fails: concurrent, every-wait
//! because: nothing waits: no sleep is made during the call
//! "They come back as they are."

use std::time::Duration;

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    delays
}
