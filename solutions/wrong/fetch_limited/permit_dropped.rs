//! fails: at-most
//! because: all requests are sent at once

use std::time::Duration;

use futures::future::join_all;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};

pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    let permits = Semaphore::new(at_once);
    let fetch = async |url: &String| {
        let _ = permits.acquire().await.unwrap();
        timeout(limit, fetch_url(client, url)).await.unwrap_or(Err(FetchError::TimedOut))
    };
    join_all(urls.iter().map(fetch)).await
}
