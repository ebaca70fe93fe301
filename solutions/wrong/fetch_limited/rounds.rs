//! fails: no-gaps
//! because: the requests come in rounds

use std::time::Duration;

use futures::future::join_all;
use tokio::time::timeout;

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};

pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    let mut results = Vec::new();
    for chunk in urls.chunks(at_once) {
        let round = chunk.iter().map(async |url| {
            timeout(limit, fetch_url(client, url)).await.unwrap_or(Err(FetchError::TimedOut))
        });
        results.extend(join_all(round).await);
    }
    results
}
