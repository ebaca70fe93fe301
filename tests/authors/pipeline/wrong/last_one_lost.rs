//! fails: total
//! "The last one is the end."

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

pub async fn pipeline(parts: Vec<u64>, step: Duration) -> u64 {
    let (sender, mut receiver) = mpsc::channel(1);
    let count = parts.len();
    tokio::spawn(async move {
        for part in parts {
            sleep(step).await;
            if sender.send(part).await.is_err() {
                return;
            }
        }
    });
    let mut sum = 0;
    for number in 1..=count {
        let part = receiver.recv().await.unwrap();
        sleep(step).await;
        sum += if number < count { part } else { 0 };
    }
    sum
}
