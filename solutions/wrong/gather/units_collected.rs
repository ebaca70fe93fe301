//! does not compile: E0308
//! "A sleep returns how long it slept."

use std::time::Duration;

use futures::future::join_all;
use tokio::time::sleep;

pub async fn gather_all(delays: Vec<Duration>) -> Vec<Duration> {
    join_all(delays.into_iter().map(sleep)).await
}
