//! fails: at-once
//! because: at most 2 waits go on at the same time

use crate::blocking::slow_hash;
use tokio::task::spawn_blocking;
pub async fn hash_all(mut inputs: Vec<String>) -> Vec<u64> {
    let second = inputs.split_off(inputs.len() / 2);
    let a = spawn_blocking(move || inputs.iter().map(|t| slow_hash(t)).collect::<Vec<_>>());
    let b = spawn_blocking(move || second.iter().map(|t| slow_hash(t)).collect::<Vec<_>>());
    let (a, b) = tokio::join!(a, b);
    [a.unwrap(), b.unwrap()].concat()
}
