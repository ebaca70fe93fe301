//! fails: concurrent, every-wait, non-blocking
//! because: std::thread::sleep blocks the thread
//! "A sleep is a sleep."

use std::time::Duration;

use futures::future::join_all;

async fn wait(delay: Duration) -> Duration {
    std::thread::sleep(delay);
    delay
}

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    join_all(delays.into_iter().map(wait)).await
}
