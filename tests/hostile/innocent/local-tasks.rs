//! Runs local tasks.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let local = tokio::task::LocalSet::new();
    local.run_until(async { tokio::task::spawn_local(async {}).await.unwrap() }).await;
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
