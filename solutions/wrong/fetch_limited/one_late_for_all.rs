//! fails: time-limit
//! because: Err(TimedOut)
//! "One that is late spoils the lot."

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};
use futures::{StreamExt, TryStreamExt, stream};
use std::time::Duration;
pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    let all: Result<Vec<_>, _> = stream::iter(urls)
        .map(|u| tokio::time::timeout(limit, fetch_url(client, u)))
        .buffered(at_once)
        .try_collect()
        .await;
    all.unwrap_or_else(|_| vec![Err(FetchError::TimedOut); urls.len()])
}
