//! fails: failures
//! because: failures are left out

use futures::future::join_all;

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let results = join_all(urls.iter().map(|url| fetch_url(client, url))).await;
    results.into_iter().filter(Result::is_ok).collect()
}
