//! `try_join_all`, and the first error ends it.

use futures::future::try_join_all;
use tokio::task;

use crate::blocking::slow_hash;

async fn hash(text: String) -> Result<u64, task::JoinError> {
    task::spawn_blocking(move || slow_hash(&text)).await
}

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    try_join_all(inputs.into_iter().map(hash)).await.expect("no hash panics")
}
