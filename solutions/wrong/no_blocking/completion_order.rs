//! fails: in-order
//! because: in another order

use tokio::task::JoinSet;

use crate::blocking::slow_hash;

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let mut set = JoinSet::new();
    for text in inputs {
        set.spawn_blocking(move || slow_hash(&text));
    }
    set.join_all().await
}
