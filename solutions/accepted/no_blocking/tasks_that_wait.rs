//! A task for each text, which awaits its hash.

use tokio::task::spawn_blocking;

use crate::blocking::slow_hash;

async fn hash(text: String) -> u64 {
    spawn_blocking(move || slow_hash(&text)).await.unwrap()
}

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let tasks: Vec<_> = inputs.into_iter().map(|text| tokio::spawn(hash(text))).collect();
    let mut hashes = Vec::with_capacity(tasks.len());
    for task in tasks {
        hashes.push(task.await.unwrap());
    }
    hashes
}
