//! fails: at-most
//! because: all requests are sent at once

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};
use futures::future::join_all;
use std::time::Duration;
use tokio::sync::Semaphore;
async fn one(client: &Client, url: &str, at_once: usize, limit: Duration) -> Result<String, FetchError> {
    let s = Semaphore::new(at_once);
    let _p = s.acquire().await.unwrap();
    tokio::time::timeout(limit, fetch_url(client, url)).await.unwrap_or(Err(FetchError::TimedOut))
}
pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    join_all(urls.iter().map(|u| one(client, u, at_once, limit))).await
}
