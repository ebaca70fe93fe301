//! fails: heartbeat
//! because: `recv` or `block_on`, holds the thread here

use std::thread;

use crate::blocking::slow_hash;

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let threads: Vec<_> = inputs.into_iter().map(|text| thread::spawn(move || slow_hash(&text))).collect();
    threads.into_iter().map(|thread| thread.join().unwrap()).collect()
}
