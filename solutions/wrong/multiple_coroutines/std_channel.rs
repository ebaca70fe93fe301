//! fails: count, in-range, ascending, concurrent, uses-wait-random, non-blocking
//! because: `std::sync::mpsc::Receiver` stops the only thread, and nothing is left that could wake it

use std::sync::mpsc;
use std::time::Duration;

use crate::basic_wait::wait_random;

pub async fn wait_n(n: usize, max_delay: Duration) -> Vec<Duration> {
    let (tx, rx) = mpsc::channel();
    for _ in 0..n {
        let tx = tx.clone();
        tokio::spawn(async move {
            tx.send(wait_random(max_delay).await).unwrap();
        });
    }
    drop(tx);
    rx.iter().collect()
}
