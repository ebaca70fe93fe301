//! fails: time-limit, dropped, once-each
//! because: waits for the answer of http://half.test/, which never comes

use std::time::Duration;

use futures::{StreamExt, stream};
use tokio::time::timeout;

use crate::http::{Client, FetchError};

async fn fetch(client: &Client, url: &str, limit: Duration) -> Result<String, FetchError> {
    let response = timeout(limit, client.get(url).send()).await.map_err(|_| FetchError::TimedOut)??;
    response.error_for_status()?.text().await
}

pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    stream::iter(urls).map(|url| fetch(client, url, limit)).buffered(at_once).collect().await
}
