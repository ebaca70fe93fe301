//! fails: in-order, at-most, no-gaps, time-limit, dropped, from-sending, once-each, non-blocking
//! because: stops the only thread

use std::time::Duration;

use futures::executor::block_on;
use tokio::time::timeout;

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};

pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    let _ = at_once;
    let mut results = Vec::new();
    for url in urls.iter().cloned() {
        let (client, runtime) = (client.clone(), tokio::runtime::Handle::current());
        let thread = std::thread::spawn(move || {
            let _inside = runtime.enter();
            block_on(async { timeout(limit, fetch_url(&client, &url)).await })
        });
        results.push(thread.join().unwrap().unwrap_or(Err(FetchError::TimedOut)));
    }
    results
}
