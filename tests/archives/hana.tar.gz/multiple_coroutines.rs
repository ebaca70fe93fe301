use std::time::Duration;

use tokio::sync::mpsc;

use crate::basic_wait::wait_random;

/// Each task sends its delay when its wait is over.
pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let (sender, mut receiver) = mpsc::unbounded_channel();
    for _ in 0..n {
        let sender = sender.clone();
        tokio::spawn(async move {
            let delay = wait_random(max_delay).await;
            sender.send(delay).expect("wait_n is still listening");
        });
    }
    // The channel ends with its last sender.
    drop(sender);

    let mut delays = Vec::with_capacity(n);
    while let Some(delay) = receiver.recv().await {
        delays.push(delay);
    }
    delays
}
