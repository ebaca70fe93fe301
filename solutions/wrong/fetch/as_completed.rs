//! fails: in-order
//! because: the results stand in the order in which the requests were over

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let pages: FuturesUnordered<_> = urls.iter().map(|url| fetch_url(client, url)).collect();
    pages.collect().await
}
