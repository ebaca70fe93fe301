//! Recurses without end in a thread.

use std::time::Duration;

use crate::random;

fn deep(n: u64) -> u64 {
    std::hint::black_box(n) + deep(n + 1)
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    std::thread::spawn(|| deep(0)).join().unwrap();
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
