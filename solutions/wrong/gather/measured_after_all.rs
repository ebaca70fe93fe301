//! fails: in-order
//! "A handle is awaited when its task is done."

use std::time::{Duration, Instant};
use tokio::time::sleep;
pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    let start = Instant::now();
    let handles: Vec<_> = delays.into_iter().map(|d| tokio::spawn(sleep(d))).collect();
    let mut out = vec![];
    for h in handles {
        h.await.unwrap();
        out.push(start.elapsed());
    }
    out
}
