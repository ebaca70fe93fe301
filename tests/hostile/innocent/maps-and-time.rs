//! Uses hash maps, the calendar and random numbers of `rand`.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    use rand::RngExt;

    let mut map = std::collections::HashMap::new();
    map.insert(rand::rng().random::<u32>(), std::time::SystemTime::now());
    println!("{}", map.len());
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
