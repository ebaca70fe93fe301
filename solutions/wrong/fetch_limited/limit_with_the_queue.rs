//! fails: from-sending
//! because: to wait for its turn does not count

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
        let _permit = permits.acquire().await.unwrap();
        fetch_url(client, url).await
    };
    join_all(
        urls.iter().map(async |url| timeout(limit, fetch(url)).await.unwrap_or(Err(FetchError::TimedOut))),
    )
    .await
}
