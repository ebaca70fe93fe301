//! The first stage is a task.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

pub async fn pipeline(parts: Vec<u64>, step: Duration) -> u64 {
    let (sender, mut receiver) = mpsc::channel(1);
    tokio::spawn(async move {
        for part in parts {
            sleep(step).await;
            if sender.send(part).await.is_err() {
                return;
            }
        }
    });
    let mut sum = 0;
    while let Some(part) = receiver.recv().await {
        sleep(step).await;
        sum += part;
    }
    sum
}
