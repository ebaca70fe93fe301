//! Gives its standard output to a process that lives on.

use std::process::Command;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let child = Command::new("/bin/sh").args(["-c", "sleep 3; echo late"]).stdout(std::io::stdout()).spawn();
    panic!("{child:?}");
}
