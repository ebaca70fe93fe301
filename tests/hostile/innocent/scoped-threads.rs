//! Shares its stack with threads.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let mut numbers = [1, 2, 3];
    std::thread::scope(|scope| {
        for number in &mut numbers {
            scope.spawn(move || *number += 1);
        }
    });
    assert_eq!(numbers, [2, 3, 4]);
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
