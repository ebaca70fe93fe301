use std::time::Duration;

use tokio::sync::mpsc;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let (tx, mut rx) = mpsc::channel(100);
    for _ in 0..n {
        let tx = tx.clone();
        tokio::spawn(async move {
            let delay = wait_random(max_delay).await;
            tx.send(delay).await.unwrap();
        });
    }

    // Every task sends its delay when it is ready, so they arrive in order.
    let mut delays = Vec::new();
    while let Some(delay) = rx.recv().await {
        delays.push(delay);
    }
    delays
}
