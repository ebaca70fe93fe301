//! fails: time-limit, from-sending

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
    let all = stream::iter(urls).map(|url| fetch_url(client, url)).buffered(at_once).collect();
    let timed_out = || urls.iter().map(|_| Err(FetchError::TimedOut)).collect();
    timeout(limit, all).await.unwrap_or_else(|_| timed_out())
}
