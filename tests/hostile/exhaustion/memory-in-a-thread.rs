//! Allocates until nothing is left, in a thread.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    std::thread::spawn(|| {
        let mut all = Vec::new();
        loop {
            all.push(vec![1_u8; 1 << 20]);
        }
    })
    .join()
    .unwrap()
}
