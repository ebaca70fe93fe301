//! fails: heartbeat, at-once
//! because: `slow_hash` holds the thread here

use futures::future::join_all;

use crate::blocking::slow_hash;

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    join_all(inputs.iter().map(|text| async move { slow_hash(text) })).await
}
