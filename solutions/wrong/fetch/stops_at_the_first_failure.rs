//! fails: failures, at-once, once-each
//! because: nothing more is sent after the request for http://shut.test/ has failed

use crate::http::{Client, FetchError};

pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().await?.error_for_status()?.text().await
}

pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let mut results = Vec::new();
    for url in urls {
        let result = fetch_url(client, url).await;
        let failed = result.is_err();
        results.push(result);
        if failed {
            break;
        }
    }
    results
}
