//! A semaphore of a number and a `Notify`.

use crate::fetch::fetch_url;
use crate::http::{Client, FetchError};
use futures::future::join_all;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::Notify;
pub async fn fetch_limited(
    client: &Client,
    urls: &[String],
    at_once: usize,
    limit: Duration,
) -> Vec<Result<String, FetchError>> {
    let open = AtomicUsize::new(0);
    let freed = Notify::new();
    let (open, freed) = (&open, &freed);
    join_all(urls.iter().map(|u| async move {
        while open.load(Ordering::SeqCst) >= at_once {
            freed.notified().await;
        }
        open.fetch_add(1, Ordering::SeqCst);
        let r = tokio::time::timeout(limit, fetch_url(client, u)).await;
        open.fetch_sub(1, Ordering::SeqCst);
        freed.notify_one();
        r.unwrap_or(Err(FetchError::TimedOut))
    }))
    .await
}
