//! As soon as one is over, the next one joins those that are open.

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};
use futures::stream::{FuturesUnordered, StreamExt};
use std::time::Duration;
use tokio::time::timeout;
async fn one(client: &Client, i: usize, url: &str, limit: Duration) -> (usize, Result<String, FetchError>) {
    let r = match timeout(limit, fetch_url(client, url)).await {
        Ok(r) => r,
        Err(_) => Err(FetchError::TimedOut),
    };
    (i, r)
}
pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    let mut queue = urls.iter().enumerate();
    let mut open = FuturesUnordered::new();
    for (i, u) in queue.by_ref().take(at_once) {
        open.push(one(client, i, u, limit));
    }
    let mut out: Vec<Option<_>> = vec![None; urls.len()];
    while let Some((i, r)) = open.next().await {
        out[i] = Some(r);
        if let Some((i, u)) = queue.next() {
            open.push(one(client, i, u, limit));
        }
    }
    out.into_iter().flatten().collect()
}
