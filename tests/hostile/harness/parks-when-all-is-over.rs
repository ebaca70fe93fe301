//! Stops the thread for ever in the destructor of what it leaves behind.

use std::time::Duration;

use crate::random;

struct Parks;

impl Drop for Parks {
    fn drop(&mut self) {
        std::thread::park()
    }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    tokio::spawn(async {
        let _parks = Parks;
        std::future::pending::<()>().await
    });
    tokio::task::yield_now().await;
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
