//! fails: at-once
//! because: each `slow_hash` starts only after the one before has ended

use tokio::task::spawn_blocking;

use crate::blocking::slow_hash;

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let all = move || inputs.iter().map(|text| slow_hash(text)).collect();
    spawn_blocking(all).await.unwrap()
}
