//! fails: failures
//! because: not in the order of the URLs

use crate::http::{Client, FetchError};
use futures::future::join_all;
pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}
pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let all = join_all(urls.iter().map(|u| fetch_url(client, u))).await;
    let (good, bad): (Vec<_>, Vec<_>) = all.into_iter().partition(|r| r.is_ok());
    good.into_iter().chain(bad).collect()
}
