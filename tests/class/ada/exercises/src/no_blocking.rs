//! All handles in `join_all`.

use futures::future::join_all;
use tokio::task::spawn_blocking;

use crate::blocking::slow_hash;

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let handles = inputs.into_iter().map(|text| spawn_blocking(move || slow_hash(&text)));
    join_all(handles).await.into_iter().map(Result::unwrap).collect()
}
