//! Exports a `main` that ends with success before anything is run.

use std::time::Duration;

use crate::random;

#[unsafe(no_mangle)]
pub extern "C" fn main() -> i32 {
    0
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
