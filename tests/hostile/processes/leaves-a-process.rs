//! Leaves a process behind in a group of its own.

use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let child = Command::new("/bin/sleep").arg("60").process_group(0).spawn();
    panic!("{child:?}");
}
