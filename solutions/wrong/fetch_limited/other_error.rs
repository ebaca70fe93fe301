//! fails: time-limit

use std::time::Duration;

use futures::{StreamExt, stream};
use tokio::time::timeout;

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};

pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    stream::iter(urls)
        .map(async |url| timeout(limit, fetch_url(client, url)).await.unwrap_or(Err(FetchError::Refused)))
        .buffered(at_once)
        .collect()
        .await
}
