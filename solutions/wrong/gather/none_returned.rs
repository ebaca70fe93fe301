//! does not compile: E0308
//! "What a sleep returns."

use std::time::Duration;

use futures::future::join_all;
use tokio::time::sleep;

pub async fn gather_all(delays: Vec<Duration>) -> Vec<()> {
    join_all(delays.into_iter().map(sleep)).await
}
