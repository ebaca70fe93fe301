//! Ends the process while a static is initialised.

use std::time::Duration;

static NEVER: std::sync::LazyLock<Duration> = std::sync::LazyLock::new(|| std::process::exit(0));

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    *NEVER
}
