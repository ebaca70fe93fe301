//! does not compile: E0308

use tokio::task::spawn_blocking;

use crate::blocking::slow_hash;

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let mut hashes = Vec::new();
    for text in inputs {
        let hash: u64 = spawn_blocking(move || slow_hash(&text));
        hashes.push(hash);
    }
    hashes
}
