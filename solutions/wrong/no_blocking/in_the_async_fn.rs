//! fails: heartbeat, at-once
//! because: `slow_hash` holds the thread here

use crate::blocking::slow_hash;

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    inputs.iter().map(|text| slow_hash(text)).collect()
}
