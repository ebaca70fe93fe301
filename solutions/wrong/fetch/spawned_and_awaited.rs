//! fails: at-once
//! because: each request is sent only after the one before is over

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let mut results = Vec::new();
    for url in urls.iter().cloned() {
        let client = client.clone();
        results.push(tokio::spawn(async move { fetch_url(&client, &url).await }).await.unwrap());
    }
    results
}
