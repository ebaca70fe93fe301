//! fails: time-limit, dropped, once-each
//! because: waits for the answer of http://half.test/, which never comes

use std::time::Duration;

use futures::{StreamExt, stream};

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};

pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    let _ = limit;
    stream::iter(urls).map(|url| fetch_url(client, url)).buffered(at_once).collect().await
}
