//! A task for each URL, awaited in the order in which they were spawned.

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let tasks: Vec<_> = urls
        .iter()
        .cloned()
        .map(|url| {
            let client = client.clone();
            tokio::spawn(async move { fetch_url(&client, &url).await })
        })
        .collect();
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await.expect("fetch_url does not panic"));
    }
    results
}
