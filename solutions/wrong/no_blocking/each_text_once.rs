//! fails: in-order

use std::collections::BTreeMap;

use tokio::task::spawn_blocking;

use crate::blocking::slow_hash;

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let mut handles = BTreeMap::new();
    for text in inputs {
        handles.insert(text.clone(), spawn_blocking(move || slow_hash(&text)));
    }
    let mut hashes = Vec::new();
    for handle in handles.into_values() {
        hashes.push(handle.await.unwrap());
    }
    hashes
}
