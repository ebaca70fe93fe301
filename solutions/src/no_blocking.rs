//! Reference answer to `no_blocking`.

use tokio::task::spawn_blocking;

use crate::blocking::slow_hash;

/// Hashes all texts at the same time, and returns the hashes in the order of the texts.
pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let handles: Vec<_> =
        inputs.into_iter().map(|text| spawn_blocking(move || slow_hash(&text))).collect();
    let mut hashes = Vec::new();
    for handle in handles {
        hashes.push(handle.await.expect("hashing does not panic"));
    }
    hashes
}
