//! Fetches pages.

use futures::future::join_all;

use crate::http::{Client, FetchError};

/// Fetches the page at `url` and returns its text.
pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

/// Fetches all of `urls` at the same time, and returns what comes of each, in their order.
pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    join_all(urls.iter().map(|url| fetch_url(client, url))).await
}
