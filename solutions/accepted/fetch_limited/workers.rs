//! Workers that share a list of what is left.

use std::cell::RefCell;
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
    let left = RefCell::new(urls.iter().enumerate());
    let results = RefCell::new(vec![Err(FetchError::TimedOut); urls.len()]);
    let work = async || {
        loop {
            let Some((index, url)) = left.borrow_mut().next() else { break };
            if let Ok(result) = timeout(limit, fetch_url(client, url)).await {
                results.borrow_mut()[index] = result;
            }
        }
    };
    join_all((0..at_once).map(|_| work())).await;
    results.into_inner()
}
