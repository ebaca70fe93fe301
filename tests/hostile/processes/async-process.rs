//! Starts a process through tokio.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let output = tokio::process::Command::new("/bin/cat").arg("CANARY_FILE").output().await;
    panic!("{output:?}");
}
