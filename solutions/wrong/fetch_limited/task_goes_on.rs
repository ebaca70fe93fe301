//! fails: dropped
//! because: the task that sent it goes on

use std::time::Duration;

use futures::{StreamExt, stream};
use tokio::time::timeout;

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};

pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    stream::iter(urls.to_vec())
        .map(|url| {
            let client = client.clone();
            let task = async move { tokio::spawn(async move { fetch_url(&client, &url).await }).await };
            async move {
                match timeout(limit, task).await {
                    Ok(result) => result.unwrap(),
                    Err(_) => Err(FetchError::TimedOut),
                }
            }
        })
        .buffered(at_once)
        .collect()
        .await
}
