//! Names a thread with codes for the terminal, and panics there.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    std::thread::Builder::new().name("\u{1b}[2J::error::owned".into()).spawn(|| panic!("\u{1b}[2J")).unwrap().join().unwrap()
}
