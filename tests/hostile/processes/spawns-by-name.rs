//! Runs a program by its name, with a search path of its own.

use std::process::Command;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let output = Command::new("cat").arg("CANARY_FILE").env("PATH", "/bin:/usr/bin").output();
    panic!("{output:?}");
}
