//! fails: once-each
//! because: does a set or a map take the place of the list

use std::collections::HashMap;

use futures::future::join_all;

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let mut distinct: Vec<&String> = urls.iter().collect();
    distinct.sort();
    distinct.dedup();
    let pages = join_all(distinct.iter().map(|url| fetch_url(client, url))).await;
    let pages: HashMap<_, _> = distinct.into_iter().zip(pages).collect();
    urls.iter().map(|url| pages[url].clone()).collect()
}
