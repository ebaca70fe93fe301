//! Reads standard input, over which the grader sent the nonce.

use std::io::Read;
use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let mut job = String::new();
    let _read = std::io::stdin().read_to_string(&mut job);
    assert!(job.is_empty(), "the job: {job}");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
