//! does not compile: `.await` works only inside of an `async fn` or an `async` block

use std::time::Duration;

use tokio::time::sleep;

use crate::random;

pub fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    sleep(delay).await;
    delay
}
