//! Calls itself asynchronously without end.

use std::time::Duration;

use crate::random;

fn deep(n: u64) -> std::pin::Pin<Box<dyn Future<Output = u64>>> {
    Box::pin(async move { deep(n + 1).await + n })
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    deep(0).await;
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
