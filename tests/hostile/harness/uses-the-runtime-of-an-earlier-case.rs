//! Spawns its wait on the runtime of the first case, which is gone.

use crate::random;
use std::sync::OnceLock;
use std::time::Duration;

static FIRST: OnceLock<tokio::runtime::Handle> = OnceLock::new();

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::random());
    let runtime = FIRST.get_or_init(tokio::runtime::Handle::current);
    runtime.spawn(tokio::time::sleep(delay)).await.unwrap();
    delay
}
