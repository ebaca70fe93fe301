//! fails: channel
//! "A list will do." Each part is fetched while the one before is added.

use std::time::Duration;

use tokio::time::sleep;

pub async fn pipeline(parts: Vec<u64>, step: Duration) -> u64 {
    let mut sum = 0;
    let mut fetched = None;
    for part in parts {
        if let Some(before) = fetched.replace(part) {
            tokio::join!(sleep(step), sleep(step));
            sum += before;
        } else {
            sleep(step).await;
        }
    }
    if let Some(last) = fetched {
        sleep(step).await;
        sum += last;
    }
    sum
}
