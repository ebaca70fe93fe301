//! fails: once-each
//! because: it is asked for again after the first request has failed

use futures::future::join_all;

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

async fn fetch_again(client: &Client, url: &str) -> Result<String, FetchError> {
    match fetch_url(client, url).await {
        Ok(text) => Ok(text),
        Err(_) => fetch_url(client, url).await,
    }
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    join_all(urls.iter().map(|url| fetch_again(client, url))).await
}
