//! fails: in-order
//! because: not in that of the URLs

use tokio::task::JoinSet;

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let mut set = JoinSet::new();
    for url in urls.to_vec() {
        let client = client.clone();
        set.spawn(async move { fetch_url(&client, &url).await });
    }
    let mut results = vec![];
    while let Some(result) = set.join_next().await {
        results.push(result.unwrap());
    }
    results
}
