//! fails: at-most
//! because: is still being read when this one is sent

use std::time::Duration;

use futures::future::join_all;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::http::{Client, FetchError};

async fn fetch(
    permits: &Semaphore,
    client: &Client,
    url: &str,
    limit: Duration,
) -> Result<String, FetchError> {
    let permit = permits.acquire().await.unwrap();
    let whole = async {
        let response = client.get(url).send().await?;
        drop(permit);
        response.error_for_status()?.text().await
    };
    timeout(limit, whole).await.unwrap_or(Err(FetchError::TimedOut))
}

pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    let permits = Semaphore::new(at_once);
    join_all(urls.iter().map(|url| fetch(&permits, client, url, limit))).await
}
