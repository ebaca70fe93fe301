//! fails: heartbeat, at-once
//! because: `slow_hash` holds the thread here

use crate::blocking::slow_hash;

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let mut hashes = Vec::new();
    for text in inputs {
        hashes.push(slow_hash(&text));
        tokio::task::yield_now().await;
    }
    hashes
}
