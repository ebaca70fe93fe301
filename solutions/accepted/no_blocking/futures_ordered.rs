//! A stream that gives results in the order of the start.

use futures::StreamExt;
use futures::stream::FuturesOrdered;
use tokio::task::spawn_blocking;

use crate::blocking::slow_hash;

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let handles: FuturesOrdered<_> =
        inputs.into_iter().map(|text| spawn_blocking(move || slow_hash(&text))).collect();
    handles.map(|hash| hash.unwrap()).collect().await
}
