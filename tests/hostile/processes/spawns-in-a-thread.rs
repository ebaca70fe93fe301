//! Starts a process in a thread.

use std::process::Command;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let output = std::thread::spawn(|| Command::new("/bin/cat").arg("CANARY_FILE").output()).join().unwrap();
    panic!("{output:?}");
}
