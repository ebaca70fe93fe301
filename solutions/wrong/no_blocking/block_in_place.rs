//! fails: heartbeat, at-once, in-order
//! because: `spawn_blocking` takes what blocks to another thread

use tokio::task::block_in_place;

use crate::blocking::slow_hash;

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    inputs.iter().map(|text| block_in_place(|| slow_hash(text))).collect()
}
