//! Starts a process as root.

use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let child = Command::new("/bin/true").uid(0).gid(0).spawn();
    panic!("{child:?}");
}
