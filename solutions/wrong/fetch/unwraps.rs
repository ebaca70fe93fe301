//! fails: no-page, failures, once-each, non-blocking
//! because: panicked

use futures::future::join_all;

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    let response = client.get(url).send().await.unwrap();
    response.error_for_status()?.text().await
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    join_all(urls.iter().map(|url| fetch_url(client, url))).await
}
