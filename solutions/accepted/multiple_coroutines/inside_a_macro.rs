//! Names `wait_random` only among the tokens of a macro.

use std::time::Duration;

use tokio::sync::mpsc;

use crate::basic_wait;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let (sender, mut receiver) = mpsc::channel(n.max(1));
    for _ in 0..n {
        let sender = sender.clone();
        tokio::spawn(async move {
            tokio::select! {
                delay = basic_wait::wait_random(max_delay) => {
                    let _ = sender.try_send(delay);
                }
                () = sender.closed() => {}
            }
        });
    }
    drop(sender);
    let mut delays = Vec::new();
    receiver.recv_many(&mut delays, n).await;
    while let Some(delay) = receiver.recv().await {
        delays.push(delay);
    }
    delays
}
