//! Uses macros of its crates that expand to unsafe code.

use std::time::Duration;

use crate::random;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    let first = tokio::time::sleep(Duration::ZERO);
    futures::pin_mut!(first);
    let second = tokio::time::sleep(Duration::from_secs(100));
    tokio::pin!(second);
    tokio::select! {
        () = first => {}
        () = &mut second => {}
    }
    tokio::time::sleep(delay).await;
    delay
}
