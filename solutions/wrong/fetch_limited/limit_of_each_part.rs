//! fails: time-limit, dropped
//! because: the limit has to be over the text as well

use std::time::Duration;

use futures::{StreamExt, stream};
use tokio::time::timeout;

use crate::http::{Client, FetchError};

async fn fetch(client: &Client, url: &str, limit: Duration) -> Result<String, FetchError> {
    let late = |_| FetchError::TimedOut;
    let response = timeout(limit, client.get(url).send()).await.map_err(late)??.error_for_status()?;
    timeout(limit, response.text()).await.map_err(late)?
}

pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    stream::iter(urls).map(|url| fetch(client, url, limit)).buffered(at_once).collect().await
}
