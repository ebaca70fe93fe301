//! Starts itself twice, and each of them again: some ten times and no more.

use std::process::Command;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    for _ in 0..2 {
        let _child = Command::new("/bin/sh").args(["-c", "sleep 1 & sleep 1 & sleep 1 & sleep 1 & sleep 1"]).spawn();
    }
    panic!("spawned");
}
