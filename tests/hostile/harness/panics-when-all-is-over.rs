//! Panics in the destructors of what it leaves behind.

use std::time::Duration;

use crate::random;

struct Panics;

impl Drop for Panics {
    fn drop(&mut self) {
        panic!("{:?}", std::time::Instant::now())
    }
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    for _ in 0..10 {
        tokio::spawn(async {
            let _panics = Panics;
            std::future::pending::<()>().await
        });
    }
    tokio::task::yield_now().await;
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
