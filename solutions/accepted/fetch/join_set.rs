//! A JoinSet gives results as they come: each brings its place along.

use tokio::task::JoinSet;

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    let response = client.get(url).send().await?;
    if response.status().is_success() {
        response.text().await
    } else {
        Err(FetchError::Status(response.status().as_u16()))
    }
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let mut set = JoinSet::new();
    for (index, url) in urls.iter().enumerate() {
        let (client, url) = (client.clone(), url.clone());
        set.spawn(async move { (index, fetch_url(&client, &url).await) });
    }
    let mut results = set.join_all().await;
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
