//! Fetches pages, within limits.

use std::time::Duration;

use futures::future::join_all;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};

/// Fetches `urls`, at most `at_once` of them at the same time, and each for no longer than `limit`.
/// Returns what comes of each, in their order.
pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    let permits = Semaphore::new(at_once);
    let fetch = async |url: &String| {
        let _permit = permits.acquire().await.expect("nobody closes it");
        timeout(limit, fetch_url(client, url)).await.unwrap_or(Err(FetchError::TimedOut))
    };
    join_all(urls.iter().map(fetch)).await
}
