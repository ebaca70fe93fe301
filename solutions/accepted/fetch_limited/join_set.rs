//! A JoinSet that is filled up whenever a task has ended.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};

pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    let mut results: Vec<Option<Result<String, FetchError>>> = vec![None; urls.len()];
    let mut left = urls.iter().cloned().enumerate();
    let mut running = JoinSet::new();
    loop {
        while running.len() < at_once {
            let Some((index, url)) = left.next() else { break };
            let client = client.clone();
            running.spawn(async move { (index, timeout(limit, fetch_url(&client, &url)).await) });
        }
        let Some(ended) = running.join_next().await else { break };
        let (index, result) = ended.expect("fetch_url does not panic");
        results[index] = Some(result.unwrap_or(Err(FetchError::TimedOut)));
    }
    results.into_iter().flatten().collect()
}
