//! fails: overlaps
//! "First everything goes in, then everything comes out."

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

pub async fn pipeline(parts: Vec<u64>, step: Duration) -> u64 {
    let (sender, mut receiver) = mpsc::unbounded_channel();
    for part in parts {
        sleep(step).await;
        sender.send(part).unwrap();
    }
    drop(sender);
    let mut sum = 0;
    while let Some(part) = receiver.recv().await {
        sleep(step).await;
        sum += part;
    }
    sum
}
