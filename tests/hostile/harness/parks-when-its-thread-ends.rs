//! Stops the thread for ever when it ends, where no world is left.

use std::time::Duration;

use crate::random;

struct Parks;

impl Drop for Parks {
    fn drop(&mut self) {
        std::thread::park()
    }
}

thread_local! {
    static PARKS: Parks = const { Parks };
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    PARKS.with(|_| ());
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
