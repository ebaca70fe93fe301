//! One thread of the pool, which starts a thread for each text and may wait for them.

use std::thread;

use tokio::task::spawn_blocking;

use crate::blocking::slow_hash;

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let hash = move || {
        thread::scope(|scope| {
            let threads: Vec<_> = inputs.iter().map(|text| scope.spawn(|| slow_hash(text))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        })
    };
    spawn_blocking(hash).await.unwrap()
}
