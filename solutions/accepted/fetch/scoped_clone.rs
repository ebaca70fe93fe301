//! Maps over owned URLs and a client that is cloned for each.

use futures::future;

use crate::http::{Client, FetchError};

pub fn fetch_url<'a>(
    client: &'a Client,
    url: &'a str,
) -> impl Future<Output = Result<String, FetchError>> + 'a {
    let request = client.get(url);
    async move { request.send().await?.error_for_status()?.text().await }
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let fetches = urls.to_vec().into_iter().map(|url| {
        let client = client.clone();
        async move { fetch_url(&client, &url).await }
    });
    future::join_all(fetches).await
}
