//! No task, and the channel of futures.

use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc;
use tokio::time::sleep;

pub async fn pipeline(parts: Vec<u64>, step: Duration) -> u64 {
    let (sender, mut receiver) = mpsc::unbounded();
    let first = async move {
        for part in parts {
            sleep(step).await;
            sender.unbounded_send(part).unwrap();
        }
    };
    let second = async {
        let mut sum = 0;
        while let Some(part) = receiver.next().await {
            sleep(step).await;
            sum += part;
        }
        sum
    };
    tokio::join!(first, second).1
}
