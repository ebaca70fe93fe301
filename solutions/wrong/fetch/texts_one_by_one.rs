//! fails: at-once
//! because: are the texts read one after the other

use futures::future::join_all;

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let responses = join_all(urls.iter().map(|url| client.get(url).send())).await;
    let mut results = Vec::new();
    for response in responses {
        results.push(match response.and_then(|response| response.error_for_status()) {
            Ok(response) => response.text().await,
            Err(error) => Err(error),
        });
    }
    results
}
