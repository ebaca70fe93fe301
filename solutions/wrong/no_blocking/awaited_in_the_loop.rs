//! fails: at-once
//! because: each `slow_hash` starts only after the one before has ended

use tokio::task::spawn_blocking;

use crate::blocking::slow_hash;

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let mut hashes = Vec::new();
    for text in inputs {
        hashes.push(spawn_blocking(move || slow_hash(&text)).await.unwrap());
    }
    hashes
}
