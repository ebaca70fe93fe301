//! Leaves a thousand tasks behind that print and sleep for ever.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    for number in 0..1000 {
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(Duration::from_secs(3600 + number)).await;
                println!("still here");
            }
        });
    }
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
