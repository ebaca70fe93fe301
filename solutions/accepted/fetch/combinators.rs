//! Without `?`; the results are brought into order.

use crate::http::{Client, FetchError, Response};
use futures::{FutureExt, StreamExt, TryFutureExt, future, stream::FuturesUnordered};
pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    client.get(url).send().and_then(|r| future::ready(r.error_for_status())).and_then(Response::text).await
}
pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let mut numbered: Vec<_> = urls
        .iter()
        .enumerate()
        .map(|(i, u)| fetch_url(client, u).map(move |r| (i, r)))
        .collect::<FuturesUnordered<_>>()
        .collect()
        .await;
    numbered.sort_by_key(|(i, _)| *i);
    numbered.into_iter().map(|(_, r)| r).collect()
}
