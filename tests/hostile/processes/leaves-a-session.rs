//! Leaves a process behind in a session of its own.

use std::process::Command;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let child = Command::new("/usr/bin/setsid").args(["/bin/sleep", "60"]).spawn();
    panic!("{child:?}");
}
