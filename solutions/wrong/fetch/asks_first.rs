//! fails: no-page, failures, at-once, once-each
//! because: it is asked for again after it was answered

use futures::future::join_all;

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    if !client.get(url).send().await?.status().is_success() {
        return Err(FetchError::UnknownHost);
    }
    client.get(url).send().await?.text().await
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    join_all(urls.iter().map(|url| fetch_url(client, url))).await
}
