//! fails: no-page, failures
//! because: Status(503)

use crate::http::{Client, FetchError};
use futures::future::join_all;
pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    let r = client.get(url).send().await?;
    if r.status().as_u16() == 404 {
        return Err(FetchError::Status(404));
    }
    r.text().await
}
pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    join_all(urls.iter().map(|u| fetch_url(client, u))).await
}
