//! fails: at-once, non-blocking
//! because: std::thread::sleep blocks the thread

use std::time::Duration;

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let mut tasks = Vec::new();
    for url in urls.iter().cloned() {
        let client = client.clone();
        tasks.push(tokio::spawn(async move { fetch_url(&client, &url).await }));
        std::thread::sleep(Duration::from_millis(100));
    }
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await.unwrap());
    }
    results
}
