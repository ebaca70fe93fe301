//! An ordered collection of futures.

use futures::StreamExt;
use futures::stream::FuturesOrdered;

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let pages: FuturesOrdered<_> = urls.iter().map(|url| fetch_url(client, url)).collect();
    pages.collect().await
}
