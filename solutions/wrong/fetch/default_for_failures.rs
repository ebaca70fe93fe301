//! fails: failures

use futures::future::join_all;

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let texts = join_all(urls.iter().map(|url| fetch_url(client, url))).await;
    texts.into_iter().map(|text| Ok(text.unwrap_or_default())).collect()
}
