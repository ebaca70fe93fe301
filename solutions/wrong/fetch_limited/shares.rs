//! fails: no-gaps

use std::time::Duration;

use futures::future::join_all;
use tokio::time::timeout;

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};

pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    let workers = (0..at_once).map(async |worker| {
        let mut results = Vec::new();
        for (index, url) in urls.iter().enumerate().skip(worker).step_by(at_once) {
            let result = timeout(limit, fetch_url(client, url)).await.unwrap_or(Err(FetchError::TimedOut));
            results.push((index, result));
        }
        results
    });
    let mut results = join_all(workers).await.concat();
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
