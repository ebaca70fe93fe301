//! A plain function that returns a future. The draw is made when the future runs.

use std::time::Duration;

use crate::random;

pub fn wait_random(max_delay: Duration) -> impl Future<Output = Duration> {
    async move {
        let delay = max_delay.mul_f64(random::random());
        tokio::time::sleep(delay).await;
        delay
    }
}
