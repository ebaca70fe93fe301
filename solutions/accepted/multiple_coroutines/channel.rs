//! Tasks that send their delays when they have them.

use std::time::Duration;

use tokio::sync::mpsc;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let (sender, mut receiver) = mpsc::unbounded_channel();
    for _ in 0..n {
        let sender = sender.clone();
        tokio::spawn(async move {
            let _ = sender.send(wait_random(max_delay).await);
        });
    }
    drop(sender); // the channel ends when the last task has sent
    let mut delays = Vec::new();
    while let Some(delay) = receiver.recv().await {
        delays.push(delay);
    }
    delays
}
