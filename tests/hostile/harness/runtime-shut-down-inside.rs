//! Drops a runtime of its own inside of the world's.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    drop(tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap());
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
