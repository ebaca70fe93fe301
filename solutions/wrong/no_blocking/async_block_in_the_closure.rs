//! fails: heartbeat, at-once
//! because: `slow_hash` holds the thread
//! "spawn_blocking makes it not block."

use crate::blocking::slow_hash;
use futures::future::join_all;
pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let fs = join_all(
        inputs.into_iter().map(|t| tokio::task::spawn_blocking(move || async move { slow_hash(&t) })),
    )
    .await;
    let mut out = vec![];
    for f in fs {
        out.push(f.unwrap().await);
    }
    out
}
