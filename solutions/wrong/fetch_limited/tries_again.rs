//! fails: once-each
//! because: it is asked for again after the first request has failed

use std::time::Duration;

use futures::future::join_all;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};

async fn fetch(client: &Client, url: &str, limit: Duration) -> Result<String, FetchError> {
    let once = async || timeout(limit, fetch_url(client, url)).await.unwrap_or(Err(FetchError::TimedOut));
    match once().await {
        Err(FetchError::TimedOut | FetchError::Refused) => once().await,
        result => result,
    }
}

pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    let permits = Semaphore::new(at_once);
    let fetch = async |url: &String| {
        let _permit = permits.acquire().await.unwrap();
        fetch(client, url, limit).await
    };
    join_all(urls.iter().map(fetch)).await
}
