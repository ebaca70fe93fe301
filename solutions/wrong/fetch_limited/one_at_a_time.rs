//! fails: no-gaps
//! because: each request is sent only after the one before is over

use std::time::Duration;

use tokio::time::timeout;

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};

pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    let _ = at_once;
    let mut results = Vec::new();
    for url in urls {
        results.push(timeout(limit, fetch_url(client, url)).await.unwrap_or(Err(FetchError::TimedOut)));
    }
    results
}
