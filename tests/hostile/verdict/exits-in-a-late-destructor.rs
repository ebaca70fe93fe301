//! Ends the process in the destructor of a task that it leaves behind.

use std::time::Duration;

use crate::random;

struct Exits;

impl Drop for Exits {
    fn drop(&mut self) {
        std::process::exit(0)
    }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    tokio::spawn(async {
        let _exits = Exits;
        std::future::pending::<()>().await
    });
    tokio::task::yield_now().await;
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
