//! As they are done, each put at its place.

use tokio::task::JoinSet;

use crate::blocking::slow_hash;

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let mut hashes = vec![0; inputs.len()];
    let mut set = JoinSet::new();
    for (index, text) in inputs.into_iter().enumerate() {
        set.spawn_blocking(move || (index, slow_hash(&text)));
    }
    while let Some(done) = set.join_next().await {
        let (index, hash) = done.unwrap();
        hashes[index] = hash;
    }
    hashes
}
