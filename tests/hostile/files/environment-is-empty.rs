//! Says so if there is anything in its environment.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    assert_eq!(std::env::vars().count(), 0, "{:?}", std::env::vars().collect::<Vec<_>>());
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
