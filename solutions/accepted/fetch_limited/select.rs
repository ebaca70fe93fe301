//! The timeout by hand, and the request without fetch_url.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::time::sleep;

use crate::http::{Client, FetchError};

async fn fetch(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

async fn fetch_in_time(client: &Client, url: &str, limit: Duration) -> Result<String, FetchError> {
    tokio::select! {
        result = fetch(client, url) => result,
        () = sleep(limit) => Err(FetchError::TimedOut),
    }
}

pub async fn fetch_limited<'a>(
    client: &Client,
    urls: &'a [String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    let mut results = vec![Ok(String::new()); urls.len()];
    let mut left = urls.iter().enumerate();
    let start =
        |(index, url): (usize, &'a String)| async move { (index, fetch_in_time(client, url, limit).await) };
    let mut running: FuturesUnordered<_> = left.by_ref().take(at_once).map(start).collect();
    while let Some((index, result)) = running.next().await {
        results[index] = result;
        running.extend(left.next().map(start));
    }
    results
}
