//! Starts a compiler, with an `unsafe` program that it writes on its way.

use std::process::Command;
use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let child = Command::new("rustc").arg("-").env("PATH", "/bin:/usr/bin:/root/.cargo/bin").spawn();
    panic!("{child:?}");
}
