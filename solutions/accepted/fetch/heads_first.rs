//! Waits for all heads, and then for all texts.

use futures::future::join_all;

use crate::http::{Client, FetchError, Response};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

async fn text(response: Result<Response, FetchError>) -> Result<String, FetchError> {
    response?.error_for_status()?.text().await
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let responses = join_all(urls.iter().map(|url| client.get(url).send())).await;
    join_all(responses.into_iter().map(text)).await
}
