//! A buffered stream that is wide enough for all URLs.

use futures::{StreamExt, stream};

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let width = urls.len().max(1);
    stream::iter(urls).map(|url| fetch_url(client, url)).buffered(width).collect().await
}
