//! Prints what std prints when memory runs out, in a thread, and aborts.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    std::thread::spawn(|| {
        eprintln!("memory allocation of 8 bytes failed");
        std::process::abort()
    })
    .join()
    .unwrap()
}
