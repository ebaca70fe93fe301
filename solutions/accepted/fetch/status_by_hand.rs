//! The status is looked at by hand.

use crate::http::{Client, FetchError};
pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    match client.get(url).send().await {
        Ok(response) if response.status().is_success() => response.text().await,
        Ok(response) => Err(FetchError::Status(response.status().as_u16())),
        Err(error) => Err(error),
    }
}
pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let mut fetches = Vec::new();
    for url in urls {
        fetches.push(fetch_url(client, url));
    }
    futures::future::join_all(fetches).await
}
