//! fails: total, empty, overlaps
//! because: waits for a `mpsc::Receiver` that nobody completes
//! "It ends when nothing comes any more." Its own sender is still there.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

pub async fn pipeline(parts: Vec<u64>, step: Duration) -> u64 {
    let (sender, mut receiver) = mpsc::channel(1);
    let first = sender.clone();
    tokio::spawn(async move {
        for part in parts {
            sleep(step).await;
            first.send(part).await.unwrap();
        }
    });
    let mut sum = 0;
    while let Some(part) = receiver.recv().await {
        sleep(step).await;
        sum += part;
    }
    drop(sender);
    sum
}
