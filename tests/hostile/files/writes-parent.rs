//! Writes to the memory and the settings of the grader.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let grader = std::os::unix::process::parent_id();
    for name in ["mem", "oom_score_adj", "comm"] {
        let file = std::fs::OpenOptions::new().write(true).open(format!("/proc/{grader}/{name}"));
        assert!(file.is_err(), "{name} can be written");
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
