//! A task for each URL that is aborted when its time is up.

use std::time::Duration;

use futures::{StreamExt, stream};
use tokio::time::timeout;

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};

async fn fetch_or_abort(client: Client, url: String, limit: Duration) -> Result<String, FetchError> {
    let mut task = tokio::spawn(async move { fetch_url(&client, &url).await });
    match timeout(limit, &mut task).await {
        Ok(result) => result.unwrap(),
        Err(_) => {
            task.abort();
            Err(FetchError::TimedOut)
        }
    }
}

pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    let fetches = urls.iter().map(|url| fetch_or_abort(client.clone(), url.clone(), limit));
    stream::iter(fetches).buffered(at_once).collect().await
}
