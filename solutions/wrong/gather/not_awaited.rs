//! fails: concurrent, every-wait
//! because: nothing waits: a sleep that is not awaited does nothing
//! "A sleep for each of them."

use std::time::Duration;

use tokio::time::sleep;

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let waits: Vec<_> = delays.iter().map(|delay| sleep(*delay)).collect();
    assert_eq!(waits.len(), delays.len());
    delays
}
