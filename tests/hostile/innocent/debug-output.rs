//! Prints what it does, as students do.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    dbg!(max_delay, delay);
    println!("waiting {delay:?} in {:?}", std::thread::current().name());
    tokio::time::sleep(delay).await;
    delay
}
