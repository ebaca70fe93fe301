//! Each wait sends its number and its delay.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let (sender, mut receiver) = mpsc::unbounded_channel();
    for (index, delay) in delays.iter().copied().enumerate() {
        let sender = sender.clone();
        tokio::spawn(async move {
            sleep(delay).await;
            sender.send((index, delay)).unwrap();
        });
    }
    drop(sender);
    let mut results = vec![None; delays.len()];
    while let Some((index, delay)) = receiver.recv().await {
        results[index] = Some(delay);
    }
    results.into_iter().flatten().collect()
}
