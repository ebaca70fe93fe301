//! Ends the process as if it had threads of its own, when its thread ends.

use std::time::Duration;

use crate::random;

struct Exits;

impl Drop for Exits {
    fn drop(&mut self) {
        std::process::exit(74)
    }
}

thread_local! {
    static EXITS: Exits = const { Exits };
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    EXITS.with(|_| ());
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
