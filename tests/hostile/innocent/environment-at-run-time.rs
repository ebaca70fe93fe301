//! Reads its arguments and environment while it runs.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    use std::env;

    let _empty = (env::args().count(), env::var("HOME"), env::vars().count());
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
