//! Threads of its own, each of which sends its hash through a channel that is awaited.

use std::thread;

use tokio::sync::oneshot;

use crate::blocking::slow_hash;

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let mut receivers = Vec::new();
    for text in inputs {
        let (sender, receiver) = oneshot::channel();
        thread::spawn(move || sender.send(slow_hash(&text)));
        receivers.push(receiver);
    }
    let mut hashes = Vec::new();
    for receiver in receivers {
        hashes.push(receiver.await.expect("the thread sends its hash"));
    }
    hashes
}
