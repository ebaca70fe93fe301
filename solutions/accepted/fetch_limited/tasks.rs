//! A task for each URL, each with a permit of its own.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};

pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    let permits = Arc::new(Semaphore::new(at_once));
    let mut tasks = Vec::new();
    for url in urls.to_vec() {
        let (client, permits) = (client.clone(), Arc::clone(&permits));
        tasks.push(tokio::spawn(async move {
            let permit = permits.acquire_owned().await.unwrap();
            let result = timeout(limit, fetch_url(&client, &url)).await;
            drop(permit);
            result.unwrap_or(Err(FetchError::TimedOut))
        }));
    }
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await.unwrap());
    }
    results
}
