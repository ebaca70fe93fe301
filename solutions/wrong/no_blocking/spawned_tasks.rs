//! fails: heartbeat, at-once
//! because: a task that is spawned shares it with all others

use crate::blocking::slow_hash;

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let mut tasks = Vec::new();
    for text in inputs {
        tasks.push(tokio::spawn(async move { slow_hash(&text) }));
    }
    let mut hashes = Vec::new();
    for task in tasks {
        hashes.push(task.await.unwrap());
    }
    hashes
}
