//! fails: heartbeat
//! because: `recv` or `block_on`, holds the thread here

use std::sync::mpsc;
use std::thread;

use crate::blocking::slow_hash;

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let mut hashes = vec![0; inputs.len()];
    let (sender, receiver) = mpsc::channel();
    for (index, text) in inputs.into_iter().enumerate() {
        let sender = sender.clone();
        thread::spawn(move || sender.send((index, slow_hash(&text))).unwrap());
    }
    drop(sender);
    for (index, hash) in receiver {
        hashes[index] = hash;
    }
    hashes
}
