//! Prints what std prints when the stack overflows, in a thread, and aborts.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    std::thread::spawn(|| {
        eprintln!("thread 'world' has overflowed its stack");
        std::process::abort()
    })
    .join()
    .unwrap()
}
