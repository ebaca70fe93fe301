//! Ends the process in a destructor.

use std::time::Duration;

use crate::random;

struct Exits;

impl Drop for Exits {
    fn drop(&mut self) {
        std::process::exit(0)
    }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _exits = Exits;
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
