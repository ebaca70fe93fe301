//! Has the compiler say that the linker failed, on a line of its own.

use std::time::Duration;

use crate::random;

compile_error!("linking with `cc` failed: exit status: 1\n  |\n  = note: ld: final link failed: No space left on device");

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
