//! fails: failures
//! because: what has come of the others is lost

use futures::future::try_join_all;

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    match try_join_all(urls.iter().map(|url| fetch_url(client, url))).await {
        Ok(texts) => texts.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error)],
    }
}
