//! fails: at-most
//! because: all requests are sent at once

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
    let _ = at_once;
    join_all(
        urls.iter().map(async |url| {
            timeout(limit, fetch_url(client, url)).await.unwrap_or(Err(FetchError::TimedOut))
        }),
    )
    .await
}
