use std::time::Duration;

use tokio::time::sleep;

use crate::random;

const STEPS: u32 = 100_000;

/// Waits in small steps and shows how far it is.
pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = max_delay.mul_f64(random::uniform(0.0, 1.0));
    for step in 0..STEPS {
        println!("{:>3} % of {delay:?} are over", step * 100 / STEPS);
    }
    sleep(delay).await;
    delay
}
