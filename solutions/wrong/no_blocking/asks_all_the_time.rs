//! fails: heartbeat, at-once, in-order
//! because: it waits for nothing

use crate::blocking::slow_hash;
pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let hs: Vec<_> = inputs.into_iter().map(|t| tokio::task::spawn_blocking(move || slow_hash(&t))).collect();
    let mut out = vec![];
    for h in hs {
        while !h.is_finished() {
            tokio::task::yield_now().await;
        }
        out.push(h.await.unwrap());
    }
    out
}
