//! Creates a file in shared memory.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    if let Ok(done) = std::fs::write("/dev/shm/grader-hostile-left-behind", "I was here") {
        panic!("done: {done:?}");
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
