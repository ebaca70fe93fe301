//! Unordered, each result put into its place; the status is looked at by hand.

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    let response = client.get(url.to_owned()).send().await?;
    let status = response.status();
    let text = response.text().await?;
    match status.as_u16() {
        400.. => Err(FetchError::Status(status.as_u16())),
        _ => Ok(text),
    }
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let mut results = vec![Err(FetchError::TimedOut); urls.len()];
    let mut pages: FuturesUnordered<_> = urls
        .iter()
        .enumerate()
        .map(|(index, url)| async move { (index, fetch_url(client, url).await) })
        .collect();
    while let Some((index, result)) = pages.next().await {
        results[index] = result;
    }
    results
}
