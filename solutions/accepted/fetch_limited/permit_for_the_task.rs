//! Who spawns waits for the permit, and the task takes it along.

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    let permits = Arc::new(Semaphore::new(at_once));
    let mut handles = Vec::new();
    for url in urls {
        let permit = permits.clone().acquire_owned().await.unwrap();
        let (client, url) = (client.clone(), url.clone());
        handles.push(tokio::spawn(async move {
            let r = tokio::time::timeout(limit, fetch_url(&client, &url)).await;
            drop(permit);
            r.unwrap_or(Err(FetchError::TimedOut))
        }));
    }
    let mut out = vec![];
    for h in handles {
        out.push(h.await.unwrap());
    }
    out
}
