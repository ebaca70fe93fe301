//! Becomes a shell that prints and ends with success.

use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let error = Command::new("/bin/sh").args(["-c", "cat CANARY_FILE; exit 0"]).exec();
    panic!("{error}");
}
