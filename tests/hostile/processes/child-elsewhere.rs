//! Starts a process in another folder, past the quick way to start one.

use std::process::Command;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let child = Command::new("./true").current_dir("/bin").spawn();
    panic!("{child:?}");
}
