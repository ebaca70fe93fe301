//! Has names that begin like words that may not stand in code.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let (unsafely, included, pathological, environment, linked, featured) = (1, 2, 3, 4, 5, 6);
    println!("{}", unsafely + included + pathological + environment + linked + featured);
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
