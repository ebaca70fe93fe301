//! Starts its own executable anew in its place, with an input of its own.

use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let error = Command::new(std::env::current_exe().unwrap_or_default()).exec();
    panic!("{error}");
}
