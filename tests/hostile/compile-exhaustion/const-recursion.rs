//! Computes a constant by exponential recursion.

use std::time::Duration;

use crate::random;

const fn fibonacci(n: u64) -> u64 {
    if n < 2 { n } else { fibonacci(n - 1) + fibonacci(n - 2) }
}

const NEVER: u64 = fibonacci(90);

pub async fn wait_random(max_delay: Duration) -> Duration {
    println!("{NEVER}");
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
