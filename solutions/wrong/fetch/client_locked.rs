//! fails: at-once
//! because: each request is sent only after the one before is over

use crate::http::{Client, FetchError};
use futures::future::join_all;
use std::sync::Arc;
use tokio::sync::Mutex;
pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}
pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let client = Arc::new(Mutex::new(client.clone()));
    join_all(urls.iter().map(|u| {
        let client = client.clone();
        async move { fetch_url(&*client.lock().await, u).await }
    }))
    .await
}
