//! fails: count, in-range, ascending, concurrent, uses-wait-random, non-blocking
//! "The channel ends with the last task." Its first sender lives on in `wait_n`, which waits
//! for itself.

use std::time::Duration;

use tokio::sync::mpsc;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let (sender, mut receiver) = mpsc::unbounded_channel();
    for _ in 0..n {
        let sender = sender.clone();
        tokio::spawn(async move { sender.send(wait_random(max_delay).await) });
    }
    let mut delays = Vec::new();
    while let Some(delay) = receiver.recv().await {
        delays.push(delay);
    }
    delays
}
