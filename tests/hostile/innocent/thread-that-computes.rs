//! Computes in a thread of its own and in tokio's pool.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let sum = std::thread::spawn(|| (0..1000_u64).sum::<u64>()).join().unwrap();
    let same = tokio::task::spawn_blocking(|| (0..1000_u64).sum::<u64>()).await.unwrap();
    assert_eq!(sum, same);
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
