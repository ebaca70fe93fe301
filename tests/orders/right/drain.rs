//! Takes what tasks have sent.

use tokio::sync::mpsc;

async fn send(number: i64, sender: mpsc::Sender<i64>) {
    sender.send(number).await.expect("the receiver is there"); // found
}

pub async fn answer() -> i64 {
    let (sender, mut receiver) = mpsc::channel(8);
    for number in 0..3 {
        tokio::spawn(send(number, sender.clone()));
    }
    drop(sender);
    let mut count = 0;
    while receiver.recv().await.is_some() {
        count += 1;
    }
    count
}
