//! fails: at-once

use futures::stream::{self, StreamExt};
use tokio::task::spawn_blocking;

use crate::blocking::slow_hash;

pub async fn hash_all(inputs: Vec<String>) -> Vec<u64> {
    let handles = inputs.into_iter().map(|text| async { spawn_blocking(move || slow_hash(&text)).await });
    stream::iter(handles).buffered(2).map(Result::unwrap).collect().await
}
